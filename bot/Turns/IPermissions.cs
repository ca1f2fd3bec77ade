using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Turns;

/// <summary>Decides who may, from the verified envelope and from what the store and the roster know; never from card data.</summary>
public interface IPermissions
{
    /// <summary>Null when the person may; else why not, in the current language.</summary>
    ValueTask<string?> RefusalAsync(Turn turn, Audience audience, CancellationToken ct);

    /// <summary>
    /// The same, about a community elsewhere: for a button in a personal chat that changes what belongs to a channel.
    /// </summary>
    /// <param name="place">The channel's address, as the store knows it.</param>
    ValueTask<string?> RefusalAsync(Turn turn, Audience audience, Address place, CancellationToken ct);
}
