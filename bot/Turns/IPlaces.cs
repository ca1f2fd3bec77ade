namespace TeamsCommunityBot.Turns;

/// <summary>Lets people do from their own chat with the bot what belongs to the channel of a community.</summary>
public interface IPlaces
{
    /// <summary>The communities that a command in somebody's own chat may be about: those they lead; where they lead none, those that know them.</summary>
    ValueTask<IReadOnlyList<PlaceOfCommunity>> OfAsync(Turn turn, CancellationToken ct);

    /// <summary>The turn as if it took place in the channel, with the answer for the person alone.</summary>
    /// <param name="channelId">From a signed button, or one of <see cref="OfAsync"/>.</param>
    /// <exception cref="UserErrorException">There is no such community, or the person is no colleague in its channel; says so.</exception>
    ValueTask<Turn> InAsync(Turn turn, string channelId, CancellationToken ct);
}

/// <param name="Name">What people typed.</param>
public sealed record PlaceOfCommunity(string ChannelId, string Name);
