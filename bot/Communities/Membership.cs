using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// Whether somebody is in the channels of communities, as a colleague or as a guest: whoever is not learns nothing of them outside, not even what they are
/// called since.
/// </summary>
internal sealed class Membership(IRoster roster, TimeProvider time)
{
    /// <summary>How many rosters are asked at once: Teams limits how often a bot may ask.</summary>
    private const int AtOnce = 8;

    /// <summary>A turn has a little more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Of each community, in their order; unknown as well where there was no time to ask.</summary>
    public async ValueTask<IReadOnlyList<MembershipState>> OfAsync(IReadOnlyList<Community> communities, Person who, CancellationToken ct)
    {
        var (answers, until) = (new List<MembershipState>(), time.GetUtcNow() + Patience);
        foreach (var some in communities.Chunk(AtOnce))
            answers.AddRange(time.GetUtcNow() >= until
                ? some.Select(_ => MembershipState.Unknown) : await Task.WhenAll(some.Select(community => OfAsync(community, who, ct))));
        return answers;
    }

    /// <summary>The same communities, those without their name whose channel the reader is not known to be in.</summary>
    public async ValueTask<IReadOnlyList<Community>> NamedForAsync(IReadOnlyList<Community> communities, Person reader, CancellationToken ct)
    {
        var where = await OfAsync(communities, reader, ct);
        return [.. communities.Select((community, place) => where[place] == MembershipState.In ? community : community with { Name = NoName(where[place]) })];
    }

    /// <summary>What a community is called to somebody who is not known to be in its channel.</summary>
    public static string NoName(MembershipState state) => state == MembershipState.Out ? CommunityTexts.NoNameLeft : CommunityTexts.NoNameUnknown;

    private async Task<MembershipState> OfAsync(Community community, Person who, CancellationToken ct) =>
        await roster.FindAsync(community.TenantId, community.Address, who, fresh: false, ct) switch
        {
            RosterAnswer.Member => MembershipState.In,
            RosterAnswer.NotMember => MembershipState.Out,
            _ => MembershipState.Unknown,
        };
}

/// <summary>Whether somebody is in a channel.</summary>
internal enum MembershipState
{
    In,
    Out,

    /// <summary>Teams did not answer.</summary>
    Unknown,
}
