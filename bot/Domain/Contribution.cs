namespace TeamsCommunityBot.Domain;

/// <summary>What somebody says they contribute to a community: in their own words, and confirmed by nobody but themself.</summary>
public sealed record Contribution
{
    public const int FewestCommitments = 3;
    public const int MostCommitments = 5;

    /// <summary>The longest commitment, in graphemes.</summary>
    public const int CommitmentLimit = 120;

    /// <summary>Hours a week; none for somebody on leave, and halves count.</summary>
    public const decimal MostHours = 40;

    /// <summary>A confirmation holds for so many months; then the person is asked again.</summary>
    public const int MonthsConfirmed = 6;

    public required Person Who { get; init; }

    /// <summary>The roles that the person held when writing it; none for somebody who takes part without one.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>What they do, a line each.</summary>
    public required IReadOnlyList<string> Commitments { get; init; }

    /// <summary>Hours a week.</summary>
    public required decimal Hours { get; init; }

    /// <summary>The last day that it is meant for; null for open-ended.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Whom the person turns to with questions; null where they named nobody.</summary>
    public Person? AskWho { get; init; }

    public required DateTimeOffset ConfirmedAt { get; init; }

    /// <summary>Counts the versions; stands on cards, so that an old card is known as old.</summary>
    public required int Revision { get; init; }

    public DateTimeOffset ExpiresAt => ConfirmedAt.AddMonths(MonthsConfirmed);

    /// <summary>Whether both say the same, whenever they were confirmed.</summary>
    public bool SaysTheSameAs(Contribution other)
    {
        return Commitments.SequenceEqual(other.Commitments) && Roles.SequenceEqual(other.Roles)
            && (Hours, Until, AskWho?.Id) == (other.Hours, other.Until, other.AskWho?.Id);
    }

    /// <summary>How a person's contribution stands; the person may have none.</summary>
    /// <param name="holds">The roles that the person holds now.</param>
    public static ContributionState StateOf(Contribution? contribution, IReadOnlyList<Role> holds, DateTimeOffset now, DateOnly today) => contribution switch
    {
        null => ContributionState.None,
        _ when !contribution.Roles.SequenceEqual(holds) => ContributionState.RolesChanged,
        _ when contribution.Until < today => ContributionState.Ended,
        _ when now >= contribution.ExpiresAt => ContributionState.Expired,
        _ => ContributionState.Confirmed,
    };

    /// <summary>Whether it is time to ask the person. Whoever holds no role is asked for nothing new.</summary>
    public static bool MustAsk(ContributionState state, IReadOnlyList<Role> holds)
    {
        return state switch
        {
            ContributionState.Confirmed => false,
            ContributionState.None or ContributionState.RolesChanged => holds.Count > 0,
            _ => true,
        };
    }
}

/// <summary>How a contribution stands.</summary>
public enum ContributionState
{
    /// <summary>The person has described none.</summary>
    None,
    Confirmed,

    /// <summary>Confirmed too long ago.</summary>
    Expired,

    /// <summary>The last day that it was meant for is past.</summary>
    Ended,

    /// <summary>It was written for other roles than the person holds now.</summary>
    RolesChanged,
}
