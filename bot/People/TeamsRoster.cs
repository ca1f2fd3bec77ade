using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Teams.Outbound;

namespace TeamsCommunityBot.People;

/// <summary>
/// The roster of Bot Framework: one member by the <c>29:</c> id, which every connector knows. A conversation outside its threads is asked, so that a
/// private or shared channel answers with its own members and not with the team's.
/// </summary>
internal sealed partial class TeamsRoster(ConnectorClient connector, ITenantPace pace, TimeProvider time, ILogger<TeamsRoster> logger) : IRoster
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>As many as Teams gives.</summary>
    private const int PageSize = 500;

    /// <summary>Longer lists are asked for each time: two hundred of them would be all there is to remember.</summary>
    private const int LongestRemembered = 500;

    private readonly Remembered<Question, RosterAnswer> _known = new(TimeSpan.FromMinutes(5), 10_000, time);

    /// <summary>Remembered for a moment, so that asking again and again costs nothing; who comes is told by an event, and forgotten here.</summary>
    private readonly Remembered<Question, RosterAnswer> _absent = new(TimeSpan.FromMinutes(1), 10_000, time);
    private readonly Remembered<string, RosterList> _lists = new(TimeSpan.FromMinutes(5), 200, time);
    private readonly InFlight<Question, RosterAnswer> _asked = new();
    private readonly InFlight<(string Place, int Most), RosterList?> _listed = new();

    /// <inheritdoc/>
    public async ValueTask<RosterAnswer> FindAsync(string tenantId, Address conversation, Person person, bool fresh, CancellationToken ct)
    {
        var question = new Question(tenantId, Address.WithoutThread(conversation.ConversationId), person.Id, person.Address);
        if (!fresh && _known.TryGet(question, out var known)) return known!;
        if (!fresh && _absent.TryGet(question, out _)) return new RosterAnswer.NotMember(IsRemembered: true);
        return await _asked.AskAsync(question, () => AskAsync(tenantId, conversation.OfChannel(question.Place), person, question), ct);
    }

    /// <inheritdoc/>
    public async ValueTask<RosterList?> ListAsync(string tenantId, Address conversation, bool fresh, TimeSpan patience, int most, CancellationToken ct)
    {
        var place = Address.WithoutThread(conversation.ConversationId);
        if (!fresh && _lists.TryGet(place, out var known)) return known;
        using var own = new CancellationTokenSource(patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, own.Token);
        try
        {
            return await _listed.AskAsync((place, most), () => AskAllAsync(tenantId, conversation.OfChannel(place), patience, most), both.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Somebody with more patience asked before, and waits on.
            return _lists.TryGetStale(place, out var stale) ? stale : null;
        }
    }

    /// <inheritdoc/>
    public void Forget(Person person)
    {
        _known.ForgetWhere((question, _) => question.IsAbout(person));
        _absent.ForgetWhere((question, _) => question.IsAbout(person));
        // Who came stands in no list yet, so all lists go: they are asked for rarely.
        _lists.ForgetWhere((_, _) => true);
    }

    private async Task<RosterAnswer> AskAsync(string tenantId, Address place, Person person, Question question)
    {
        var until = time.GetUtcNow() + Patience;
        var answer = Read(await AskTeamsAsync(tenantId, place, person, until), tenantId, person);
        if (answer is not RosterAnswer.Member && person.Address.Length == 0) answer = await InListAsync(tenantId, place, person, answer, until);
        _known.Forget(question);
        _absent.Forget(question);
        if (answer is RosterAnswer.Member) _known.Set(question, answer);
        if (answer is RosterAnswer.NotMember) _absent.Set(question, answer);
        return answer;
    }

    /// <summary>
    /// Not every connector knows somebody by their object id (the Playground's does not), so one that did not is asked for everybody. Where it does not tell
    /// them all in what is left of the patience, its first answer stands.
    /// </summary>
    private async Task<RosterAnswer> InListAsync(string tenantId, Address place, Person person, RosterAnswer answer, DateTimeOffset until)
    {
        if (until - time.GetUtcNow() is not { Ticks: > 0 } left) return answer;
        var list = await ListAsync(tenantId, place, fresh: true, left, int.MaxValue, CancellationToken.None);
        return list?.Members.FirstOrDefault(member => member.Person.Is(person)) is { } found
            ? new RosterAnswer.Member(found.IsGuest, found.Person, SignInName: found.SignInName)
            : list is { IsComplete: true } ? new RosterAnswer.NotMember()
            : answer;
    }

    private async Task<Fetched<ChannelAccount>> AskTeamsAsync(string tenantId, Address place, Person person, DateTimeOffset until)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            await pace.AskAsync(tenantId, patience.Token);
            return await connector.GetMemberAsync(place, person.Address.Length > 0 ? person.Address : person.Id, until, patience.Token);
        }
        catch (OperationCanceledException)
        {
            return new(null, new(SendFailure.Unavailable, "NoAnswerInTime"));
        }
    }

    private async Task<RosterList?> AskAllAsync(string tenantId, Address place, TimeSpan patience, int most)
    {
        var members = new Dictionary<string, RosterMember>();
        var complete = true;
        using var own = new CancellationTokenSource(patience, time);
        try
        {
            var until = time.GetUtcNow() + patience;
            await pace.AskAsync(tenantId, own.Token);
            await foreach (var page in connector.GetPagedMembersAsync(place, PageSize, until, own.Token))
            {
                if (page.Failure is { } failure) Unknown(failure);
                foreach (var member in page.Value?.Members ?? [])
                    if (MemberOf(member, tenantId) is { } read) members.TryAdd(read.Person.Id, read);
                complete = page.Value is { ContinuationToken: null or "" };
                if (members.Count > most) break;
                if (!complete && page.Value is not null) await pace.AskAsync(tenantId, own.Token);
            }
        }
        catch (OperationCanceledException)
        {
            complete = false;
        }
        if (!complete && members.Count == 0) return _lists.TryGetStale(place.ConversationId, out var stale) ? stale : null;
        var list = new RosterList([.. members.Values], complete, time.GetUtcNow());
        if (complete && members.Count <= LongestRemembered) _lists.Set(place.ConversationId, list);
        return list;
    }

    /// <summary>Whoever has no object id or no address cannot be given a role.</summary>
    private static RosterMember? MemberOf(ChannelAccount member, string tenantId) =>
        Guid.TryParse(member.AadObjectId ?? member.ObjectId, out var id) && member.Id is { Length: > 0 } address
            ? new(new(id.ToString("D"), address, member.Name ?? ""), IsGuest(member, tenantId), SignInName: member.UserPrincipalName,
                HasAccountHere: HasAccountHere(member, tenantId))
            : null;

    private static Person Meant(ChannelAccount member, Person asked) => new(
        Guid.TryParse(member.AadObjectId ?? member.ObjectId, out var id) ? id.ToString("D") : asked.Id,
        member.Id is { Length: > 0 } address ? address : asked.Address,
        member.Name ?? "");

    private RosterAnswer Read(Fetched<ChannelAccount> asked, string tenantId, Person person) => asked switch
    {
        { Value: { } member } when IsSomeoneElse(member, person) => new RosterAnswer.NotMember(),
        { Value: { } member } =>
            new RosterAnswer.Member(IsGuest(member, tenantId), Meant(member, person), HasAccountHere(member, tenantId), member.UserPrincipalName),
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
        person.Id.Length > 0
        && (member.AadObjectId ?? member.ObjectId) is { Length: > 0 } id
        && !(Guid.TryParse(id, out var theirs) && Guid.TryParse(person.Id, out var ours) && theirs == ours);

    private static bool IsGuest(ChannelAccount member, string tenantId) =>
        member.UserRole?.ToUpperInvariant() is "GUEST" or "ANONYMOUS"
        || (member.UserPrincipalName?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) ?? false)
        || IsOfAnotherTenant(member, tenantId);

    /// <summary>Nobody has one who joined without signing in.</summary>
    private static bool HasAccountHere(ChannelAccount member, string tenantId) =>
        member.UserRole?.ToUpperInvariant() is not "ANONYMOUS" && !IsOfAnotherTenant(member, tenantId);

    private static bool IsOfAnotherTenant(ChannelAccount member, string tenantId) =>
        member.TenantId is { Length: > 0 } tenant && !tenant.Equals(tenantId, StringComparison.OrdinalIgnoreCase);

    /// <summary>Who is asked for, and where.</summary>
    private readonly record struct Question(string TenantId, string Place, string Id, string Address)
    {
        public bool IsAbout(Person person) => (Id.Length > 0 && Id == person.Id) || (Address.Length > 0 && Address == person.Address);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Teams did not say who is in the conversation: {Failure}, code {Code}.")]
        public static partial void NoAnswer(ILogger logger, SendFailure failure, string? code);
    }
}
