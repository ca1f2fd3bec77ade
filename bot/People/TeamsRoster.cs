using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Teams.Outbound;

namespace TeamsCommunityBot.People;

/// <summary>
/// The roster of Bot Framework: one member by the <c>29:</c> id, which every connector knows. A conversation outside its threads is asked, so that a
/// private or shared channel answers with its own members and not with the team's.
/// </summary>
internal sealed partial class TeamsRoster(ConnectorClient connector, TimeProvider time, ILogger<TeamsRoster> logger) : IRoster
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    // Some 450 bytes a member: a page of these stays below what the connector's client takes in (64 KiB).
    private const int PageSize = 100;

    private readonly Remembered<(string Conversation, string Person), RosterAnswer> _known = new(TimeSpan.FromMinutes(5), 10_000, time);
    private readonly Remembered<string, RosterList> _lists = new(TimeSpan.FromMinutes(5), 200, time);

    /// <inheritdoc/>
    public async ValueTask<RosterAnswer> FindAsync(string tenantId, Address conversation, Person person, bool fresh, CancellationToken ct)
    {
        var place = Address.WithoutThread(conversation.ConversationId);
        var key = (place, person.Address);
        if (!fresh && _known.TryGet(key, out var known)) return known!;
        var asked = await connector.GetMemberAsync(conversation.OfChannel(place), person.Address, time.GetUtcNow() + Patience, ct);
        var answer = Read(asked, tenantId, person);
        // Only who is in is remembered: somebody who just joined must not be told otherwise for minutes.
        if (answer is RosterAnswer.Member) _known.Set(key, answer);
        else _known.Forget(key);
        return answer;
    }

    /// <inheritdoc/>
    public async ValueTask<RosterList?> ListAsync(string tenantId, Address conversation, bool fresh, TimeSpan patience, CancellationToken ct)
    {
        var place = Address.WithoutThread(conversation.ConversationId);
        if (!fresh && _lists.TryGet(place, out var known)) return known;
        var members = new Dictionary<string, RosterMember>();
        var complete = true;
        await foreach (var page in connector.GetPagedMembersAsync(conversation.OfChannel(place), PageSize, time.GetUtcNow() + patience, ct))
        {
            if (page.Value is null)
            {
                Unknown(page.Failure!);
                complete = false;
            }
            foreach (var member in page.Value?.Members ?? [])
                if (MemberOf(member, tenantId) is { } read) members.TryAdd(read.Person.Id, read);
        }
        if (!complete && members.Count == 0) return _lists.TryGetStale(place, out var stale) ? stale : null;
        var list = new RosterList([.. members.Values], complete, time.GetUtcNow());
        if (complete) _lists.Set(place, list);
        return list;
    }

    /// <inheritdoc/>
    public void Forget(Person person)
    {
        _known.ForgetWhere((key, _) => key.Person == person.Address);
        // Who came stands in no list yet, so all lists go: they are asked for rarely.
        _lists.ForgetWhere((_, _) => true);
    }

    /// <summary>Whoever has no object id or no address cannot be given a role.</summary>
    private static RosterMember? MemberOf(ChannelAccount member, string tenantId) =>
        Guid.TryParse(member.AadObjectId ?? member.ObjectId, out var id) && member.Id is { Length: > 0 } address
            ? new(new(id.ToString("D"), address, member.Name ?? ""), IsGuest(member, tenantId), Mail: member.UserPrincipalName)
            : null;

    private RosterAnswer Read(Fetched<ChannelAccount> asked, string tenantId, Person person) => asked switch
    {
        { Value: { } member } when IsSomeoneElse(member, person) => new RosterAnswer.NotMember(),
        { Value: { } member } => new RosterAnswer.Member(IsGuest(member, tenantId), member.Name ?? ""),
        { Failure: { Kind: SendFailure.NotFound, Code: not "ConversationNotFound" } } => new RosterAnswer.NotMember(),
        _ => Unknown(asked.Failure!),
    };

    private RosterAnswer.Unknown Unknown(SendResult.Failed failure)
    {
        Log.NoAnswer(logger, failure.Kind, failure.Code);
        return new();
    }

    /// <summary>The address and the object id of the envelope must be one person's, where the roster tells the object id.</summary>
    private static bool IsSomeoneElse(ChannelAccount member, Person person) =>
        (member.AadObjectId ?? member.ObjectId) is { Length: > 0 } id
        && !(Guid.TryParse(id, out var theirs) && Guid.TryParse(person.Id, out var ours) && theirs == ours);

    private static bool IsGuest(ChannelAccount member, string tenantId) =>
        member.UserRole?.ToUpperInvariant() is "GUEST" or "ANONYMOUS"
        || (member.UserPrincipalName?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) ?? false)
        || (member.TenantId is { Length: > 0 } tenant && !tenant.Equals(tenantId, StringComparison.OrdinalIgnoreCase));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Teams did not say who is in the conversation: {Failure}, code {Code}.")]
        public static partial void NoAnswer(ILogger logger, SendFailure failure, string? code);
    }
}
