using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Teams.Outbound;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.People;

/// <summary>
/// The roster of Bot Framework: one member by the <c>29:</c> id, which every connector knows. A conversation outside its threads is asked, so that a
/// private or shared channel answers with its own members and not with the team's.
/// </summary>
internal sealed partial class TeamsRoster(ConnectorClient connector, TimeProvider time, ILogger<TeamsRoster> logger) : IRoster
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly Remembered<(string Conversation, string Person), RosterAnswer> _known = new(TimeSpan.FromMinutes(5), 10_000, time);

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
    public void Forget(string conversationId, Person person) => _known.Forget((Address.WithoutThread(conversationId), person.Address));

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
