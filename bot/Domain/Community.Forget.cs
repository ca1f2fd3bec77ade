namespace TeamsCommunityBot.Domain;

/// <summary>What becomes of a community when somebody is erased; pure.</summary>
public sealed partial record Community
{
    /// <summary>Somebody lays down all that they have here, by their own choice. The last lead is refused: somebody else leads first.</summary>
    public RoleOutcome LayDown(Person person, DateTimeOffset at)
    {
        return Leave(person, VacancyReason.SteppedDown, at) is RoleOutcome.Changed { After: var after } done
            && !(IsLedBy(person.Id) && after.Leads().Count == 0)
            ? done
            : new RoleOutcome.Refused(IsOnlyLedBy(person.Id) ? RoleRefusal.LastLead : RoleRefusal.NobodyHolds, person);
    }

    /// <summary>Whether nobody would lead the community without this person.</summary>
    public bool IsOnlyLedBy(string personId) => Leads() is [var only] && only == personId;

    /// <summary>
    /// The community without a trace of a person: what they held, were asked or stand by for is open, what they did was done by nobody. It cannot be
    /// refused, so it may leave the community without a lead; the administrators lead it then.
    /// </summary>
    public Community Forget(string personId, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrEmpty(personId);
        var roles = Roles.All().Aggregate(Roles, (all, slot) => all.With(Forget(slot, personId, at)));
        var after = HeldBy(personId).Aggregate(this, (community, role) => community.WithoutTimeOf(role)).With(Purpose.Forget(personId)) with { Roles = roles };
        after = after.With(Targets.Select(target => target.Forget(personId)));
        if (WithoutTarget?.By.Id == personId) after = after with { WithoutTarget = WithoutTarget with { By = Person.Bot } };
        return RegisteredBy == personId ? after with { RegisteredBy = "", RegistrantAddress = "", RegistrantStoppedAt = RegistrantStoppedAt ?? at } : after;
    }

    private static RoleSlot Forget(RoleSlot slot, string personId, DateTimeOffset at)
    {
        var forgotten = slot with
        {
            Invitation = slot.Invitation?.Invitee.Id == personId ? null : slot.Invitation is { } asked ? asked with { By = Unless(asked.By, personId) } : null,
            Backup = slot.Backup?.Who.Id == personId ? null : slot.Backup is { } backup ? backup with { By = Unless(backup.By, personId) } : null,
            Before = slot.Before is { } before && Forget(before, personId, at) != before ? null : slot.Before,
            ChangedBy = slot.ChangedBy is { } by ? Unless(by, personId) : null,
        };
        if (slot.Holder?.Id == personId) forgotten = Emptied(forgotten, VacancyReason.SteppedDown, at);
        return forgotten == slot ? slot : forgotten with { Revision = slot.Revision + 1 };
    }

    private static Person Unless(Person person, string personId) => person.Id == personId ? Person.Bot : person;
}
