namespace TeamsCommunityBot.Domain;

/// <summary>Who administers the bot for an organisation, and the rules about that; pure.</summary>
/// <param name="Revision">Counts the changes.</param>
public sealed record Administrators(IReadOnlyList<Administrator> All, int Revision)
{
    /// <summary>More than an organisation needs; what is bounded can be shown whole.</summary>
    public const int Most = 20;

    public bool Include(string personId) => personId.Length > 0 && All.Any(administrator => administrator.Who.Id == personId);

    /// <summary>An administrator names another.</summary>
    public AdministratorOutcome Name(Person about, Person by, DateTimeOffset at)
    {
        if (!Include(by.Id)) return new AdministratorOutcome.Refused(AdministratorRefusal.NotAdministrator);
        if (about.IsAnonymous || Include(about.Id)) return new AdministratorOutcome.Refused(AdministratorRefusal.AlreadyDone);
        if (All.Count >= Most) return new AdministratorOutcome.Refused(AdministratorRefusal.TooMany);
        return new AdministratorOutcome.Changed(new([.. All, new(about, at)], Revision + 1), AdministratorDeed.Named, about);
    }

    /// <summary>An administrator removes another, or steps down. The last one stays: somebody else is named first.</summary>
    public AdministratorOutcome Remove(string personId, Person by)
    {
        if (!Include(by.Id)) return new AdministratorOutcome.Refused(AdministratorRefusal.NotAdministrator);
        if (All.FirstOrDefault(administrator => administrator.Who.Id == personId) is not { } gone)
            return new AdministratorOutcome.Refused(AdministratorRefusal.AlreadyDone);
        if (All.Count == 1) return new AdministratorOutcome.Refused(AdministratorRefusal.Last);
        return new AdministratorOutcome.Changed(
            new([.. All.Where(administrator => administrator != gone)], Revision + 1),
            by.Is(gone.Who) ? AdministratorDeed.SteppedDown : AdministratorDeed.Removed,
            gone.Who);
    }
}

/// <param name="Who">Without a name and an address where only the id was stored, by an older version.</param>
public sealed record Administrator(Person Who, DateTimeOffset Since);

/// <summary>What a rule about administrators decides.</summary>
public abstract record AdministratorOutcome
{
    private AdministratorOutcome()
    {
    }

    public sealed record Changed(Administrators After, AdministratorDeed Deed, Person About) : AdministratorOutcome;

    public sealed record Refused(AdministratorRefusal Why) : AdministratorOutcome;
}

/// <summary>What can happen to an administrator. The words are stored: they never change.</summary>
public enum AdministratorDeed
{
    /// <summary>Added the bot to the organisation's first team.</summary>
    First,
    Named,
    Removed,
    SteppedDown,
}

/// <summary>Why a rule about administrators says no.</summary>
public enum AdministratorRefusal
{
    /// <summary>Not any more, or never was.</summary>
    NotAdministrator,
    AlreadyDone,
    TooMany,

    /// <summary>Nobody would administer the bot any more.</summary>
    Last,

    /// <summary>Others changed the list at the same moment, again and again; nothing was changed.</summary>
    Busy,
}
