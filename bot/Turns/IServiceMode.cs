namespace TeamsCommunityBot.Turns;

/// <summary>How the program runs, as far as <c>/community doctor</c> tells it.</summary>
public interface IServiceMode
{
    /// <summary>Whether messages are proven to come from Bot Framework. False only on one machine, in Development.</summary>
    bool IsAuthenticated { get; }
}
