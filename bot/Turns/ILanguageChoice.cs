namespace TeamsCommunityBot.Turns;

/// <summary>Chooses the language of a turn: the community's in a channel, the person's in a chat.</summary>
public interface ILanguageChoice
{
    ValueTask<string> ForAsync(Turn turn, CancellationToken ct);
}
