using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.People;

/// <summary>Who is still here, as well as the level of <c>Graph:Level</c> can tell. Never throws for what Teams or Graph does.</summary>
public interface IPresence
{
    /// <summary>0, 1 or 2; 0 for a tenant that is not the registration's own.</summary>
    int LevelFor(string tenantId);

    /// <summary>The Entra group id of a community's team, where Teams tells it.</summary>
    ValueTask<string?> GroupIdAsync(Community community, CancellationToken ct);

    /// <summary>Who is in each of these communities (of one tenant), in their order; asked in as few requests as possible.</summary>
    ValueTask<IReadOnlyList<Listing>> ListAsync(IReadOnlyList<Community> communities, CancellationToken ct);

    /// <summary>
    /// Looks for one person by every means of the level, now. A list that lacks somebody is a reason to look, never a proof.
    /// </summary>
    ValueTask<Sighting> LookAsync(Community community, Person person, CancellationToken ct);

    /// <summary>A page of the accounts that may be gone, at level 2.</summary>
    /// <param name="link">From the page or the round before; null starts over.</param>
    ValueTask<AccountNews> ChangesAsync(string? link, CancellationToken ct);

    /// <summary>Whether somebody's account can be looked up: what stands in the way, or null.</summary>
    ValueTask<PeopleTrouble?> TryAccountsAsync(string personId, CancellationToken ct);

    /// <summary>Whether the channel of a community can be read back, from level 1 on: what stands in the way, or null.</summary>
    ValueTask<PeopleTrouble?> TryMessagesAsync(Community community, CancellationToken ct);
}

/// <summary>What keeps the bot from knowing who is here.</summary>
public enum PeopleTrouble { NoConsent, Throttled, Unavailable }

/// <summary>Who is in a community.</summary>
/// <param name="List">Null when nobody told; a person's <see cref="Person.Address"/> may be empty.</param>
/// <param name="Trouble">Set also where the list came another way than by the level's own.</param>
/// <param name="RetryAfter">How long to ask nobody, when throttled.</param>
public sealed record Listing(RosterList? List, PeopleTrouble? Trouble = null, TimeSpan? RetryAfter = null);

/// <summary>What looking for a person gave.</summary>
public abstract record Sighting
{
    private Sighting()
    {
    }

    public sealed record Here : Sighting;

    /// <summary>For certain.</summary>
    public sealed record Gone(VacancyReason Reason) : Sighting;

    /// <summary>Not to be found, but nobody says that they are gone.</summary>
    public sealed record NotFound : Sighting;

    /// <summary>Nobody answered.</summary>
    public sealed record Unknown : Sighting;
}

/// <summary>Accounts that were disabled or deleted, or became guests; to be looked at one by one.</summary>
public sealed record AccountChanges(IReadOnlyList<string> PersonIds, string? NextLink, string? DeltaLink);

/// <param name="Changes">Null when nobody told.</param>
/// <param name="IsExpired">The link is too old: start over without one.</param>
public sealed record AccountNews(AccountChanges? Changes, PeopleTrouble? Trouble = null, TimeSpan? RetryAfter = null, bool IsExpired = false);
