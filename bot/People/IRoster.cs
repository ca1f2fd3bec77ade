using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.People;

/// <summary>Who is in a conversation, as Teams tells it. Never throws: an outage is an answer too.</summary>
public interface IRoster
{
    /// <summary>
    /// Looks one person up by the address (<c>29:…</c>) under which this bot knows them, or by their Entra object id where it knows no address. Within four
    /// seconds it answers, if only that Teams does not.
    /// </summary>
    /// <param name="conversation">The conversation; a thread is left out of its id.</param>
    /// <param name="fresh">Ask Teams now. Otherwise an answer will do that is at most five minutes old, or one if it is that they are not there.</param>
    ValueTask<RosterAnswer> FindAsync(string tenantId, Address conversation, Person person, bool fresh, CancellationToken ct);

    /// <summary>
    /// Everyone in a conversation, as far as Teams tells within <paramref name="patience"/>. Null: it did not answer, and nothing was heard earlier.
    /// </summary>
    /// <param name="fresh">Ask now. Otherwise an answer of at most five minutes old will do.</param>
    /// <param name="most">Whoever wants no more people than this does not ask for the rest: then the list is not complete.</param>
    ValueTask<RosterList?> ListAsync(string tenantId, Address conversation, bool fresh, TimeSpan patience, int most, CancellationToken ct);

    /// <summary>
    /// Forgets what was heard about a person, wherever that was: they came or went. Teams tells it in the team, and it is true of its channels.
    /// </summary>
    void Forget(Person person);
}

/// <summary>What Teams tells of a team and its channels, without any consent.</summary>
public interface ITeamFacts
{
    /// <summary>The Entra group id of a team; null where Teams does not say.</summary>
    /// <param name="near">Any place in the organisation: it tells which connector knows the team.</param>
    ValueTask<string?> GroupIdAsync(string tenantId, Address near, string teamId, CancellationToken ct);

    /// <summary>The channel's name, for General the team's (Teams gives it none of its own); null where Teams does not say.</summary>
    ValueTask<string?> FindAsync(string tenantId, Address conversation, string teamId, string channelId, CancellationToken ct);
}

/// <summary>What the roster says about one person.</summary>
public abstract record RosterAnswer
{
    private RosterAnswer()
    {
    }

    /// <param name="IsGuest">A guest, or somebody of another tenant in a shared channel.</param>
    /// <param name="Who">With the id and address that Teams tells, and a name that is untrusted text.</param>
    /// <param name="HasAccountHere">Their account is in the organisation's own tenant, so it can tell whether they are a guest there.</param>
    /// <param name="SignInName">Their sign-in name, where it is told. Never stored.</param>
    public sealed record Member(bool IsGuest, Person Who, bool HasAccountHere = true, string? SignInName = null) : RosterAnswer;

    /// <param name="IsRemembered">Teams said so up to a minute ago, and was not asked now.</param>
    public sealed record NotMember(bool IsRemembered = false) : RosterAnswer;

    /// <summary>Teams did not answer, or not sensibly.</summary>
    public sealed record Unknown : RosterAnswer;
}

/// <summary>Everyone in a conversation.</summary>
/// <param name="IsComplete">False when Teams stopped answering halfway: who is missing from it may be there all the same.</param>
/// <param name="AsOf">When Teams told it.</param>
public sealed record RosterList(IReadOnlyList<RosterMember> Members, bool IsComplete, DateTimeOffset AsOf);

/// <param name="IsGuest">A guest, or somebody of another tenant in a shared channel.</param>
/// <param name="IsOwner">Where it is told: not by Teams' own roster.</param>
/// <param name="SignInName">The sign-in name, where it is told: it distinguishes two people of one name. Never stored.</param>
/// <param name="HasAccountHere">Their account is in the organisation's own tenant, so it can tell whether they are a guest there.</param>
public sealed record RosterMember(Person Person, bool IsGuest, bool IsOwner = false, string? SignInName = null, bool HasAccountHere = true);
