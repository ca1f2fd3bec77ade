namespace TeamsCommunityBot.Turns;

/// <summary>Chooses the language of a turn: the community's in a channel, the person's in a chat.</summary>
public interface ILanguageChoice
{
    ValueTask<string> ForAsync(Turn turn, CancellationToken ct);
}

/// <summary>Decides who may, from the verified envelope and from what the store and the roster know; never from card data.</summary>
public interface IPermissions
{
    /// <summary>Null when the person may; else why not, in the current language.</summary>
    ValueTask<string?> RefusalAsync(Turn turn, Audience audience, CancellationToken ct);
}
