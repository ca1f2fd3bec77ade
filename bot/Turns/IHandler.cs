namespace TeamsCommunityBot.Turns;

/// <summary>Answers one command, one button or one event. One class does one verb, and returns its reply.</summary>
public interface IHandler
{
    /// <exception cref="UserErrorException">What went wrong, in words meant for the person.</exception>
    /// <exception cref="Storage.DuplicateTurnException">The turn was handled before; nothing was changed now.</exception>
    ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct);
}

/// <summary>A failure whose message is meant for the person, in their language. Anything else is answered with a general sentence and logged.</summary>
public sealed class UserErrorException(string message) : Exception(message);
