namespace TeamsCommunityBot.Domain;

/// <summary>The rules about roles; pure. Who may press what is decided before; what is possible is decided here.</summary>
public sealed partial record Community
{
    /// <summary>One person holds at most so many roles here without a word.</summary>
    public const int RolesWithoutAsking = 2;

    /// <summary>The three roles. Rows from before there were roles have none: all open.</summary>
    public RoleSlots Roles { get => field ?? RoleSlots.Open; init; }

    /// <summary>When who registered the community stopped leading it, by choice or because they left; null while they lead.</summary>
    public DateTimeOffset? RegistrantStoppedAt { get; init; }

    /// <summary>Who leads: who registered it, and everyone who holds a role. Owners of the team and administrators come on top, by permission.</summary>
    public IReadOnlyList<string> Leads() =>
    [
        .. new[] { RegistrantStoppedAt is null ? RegisteredBy : "" }
            .Concat(Roles.All().Select(slot => slot.Holder?.Id ?? ""))
            .Where(id => id.Length > 0)
            .Distinct(),
    ];

    /// <summary>Who may change the community.</summary>
    public bool IsLedBy(string personId) => personId.Length > 0 && Leads().Contains(personId);

    /// <summary>The roles that somebody holds or was asked for.</summary>
    public IReadOnlyList<Role> RolesOf(Person person) =>
        [.. Roles.All().Where(slot => person.Is(slot.Holder) || person.Is(slot.Invitation?.Invitee)).Select(slot => slot.Role)];

    /// <summary>Asks somebody to take a role. Who asks themself has said yes.</summary>
    /// <param name="thirdRole">The inviter knows that it may be the person's third role here.</param>
    public RoleOutcome Invite(Role role, Person invitee, Person by, DateOnly? until, bool thirdRole, DateTimeOffset at)
    {
        var slot = Roles[role];
        if (invitee.Is(slot.Holder)) return new RoleOutcome.Refused(RoleRefusal.AlreadyHolds, invitee);
        if (slot.Invitation is { } open && !open.HasLapsed(at))
            return new RoleOutcome.Refused(invitee.Is(open.Invitee) ? RoleRefusal.AlreadyInvited : RoleRefusal.SomeoneElseInvited, open.Invitee);
        if (until < Today(at)) return new RoleOutcome.Refused(RoleRefusal.EndsInThePast);
        if (!thirdRole && RolesOf(invitee).Count >= RolesWithoutAsking) return new RoleOutcome.Refused(RoleRefusal.ThirdRole, invitee);

        var next = slot.Changed(by, at);
        if (invitee.Is(by)) return Change(Taken(next, invitee, until, at), RoleDeed.Accepted, by, invitee);
        return Change(next with { Invitation = new(next.Revision, invitee, by, at, until, thirdRole) }, RoleDeed.Invited, by, invitee);
    }

    /// <summary>The invited person says yes. A holder until then is succeeded.</summary>
    public RoleOutcome Accept(Role role, int number, Person person, DateTimeOffset at)
    {
        var slot = Roles[role];
        if (RefuseAnswer(slot, number, person, at) is { } refused) return refused;
        if (!slot.Invitation!.ThirdRole && Roles.All().Count(other => person.Is(other.Holder)) >= RolesWithoutAsking) return new RoleOutcome.Refused(RoleRefusal.ThirdRole, person);
        return Change(Taken(slot.Changed(person, at), person, slot.Invitation.Until, at), RoleDeed.Accepted, person, person);
    }

    /// <summary>The invited person says no.</summary>
    public RoleOutcome Decline(Role role, int number, Person person, DateTimeOffset at)
    {
        var slot = Roles[role];
        if (RefuseAnswer(slot, number, person, at) is { } refused) return refused;
        return Change(slot.Changed(person, at) with { Invitation = null }, RoleDeed.Declined, person, person);
    }

    /// <summary>A lead takes an invitation back.</summary>
    public RoleOutcome Withdraw(Role role, int number, Person by, DateTimeOffset at)
    {
        var slot = Roles[role];
        return slot.Invitation is { } open && open.Number == number
            ? Change(slot.Changed(by, at) with { Invitation = null }, RoleDeed.Withdrawn, by, open.Invitee)
            : new RoleOutcome.Refused(RoleRefusal.Outdated);
    }

    /// <summary>An invitation got no answer in time.</summary>
    public RoleOutcome Lapse(Role role, int number, DateTimeOffset at)
    {
        var slot = Roles[role];
        return slot.Invitation is { } open && open.Number == number && open.HasLapsed(at)
            ? Change(slot.Changed(Person.Bot, at) with { Invitation = null }, RoleDeed.Lapsed, Person.Bot, open.Invitee)
            : new RoleOutcome.Refused(RoleRefusal.Outdated);
    }

    /// <summary>The one reminder went out. It changes nothing that a card depends on.</summary>
    public RoleOutcome Remind(Role role, int number, DateTimeOffset at)
    {
        var slot = Roles[role];
        return slot.Invitation is { RemindedAt: null } open && open.Number == number && !open.HasLapsed(at)
            ? Change(slot with { Invitation = open with { RemindedAt = at } }, RoleDeed.Reminded, Person.Bot, open.Invitee)
            : new RoleOutcome.Refused(RoleRefusal.Outdated);
    }

    /// <summary>A lead takes a role from its holder, or the holder lays it down.</summary>
    public RoleOutcome Release(Role role, Person by, DateTimeOffset at)
    {
        var slot = Roles[role];
        if (slot.Holder is not { } holder) return new RoleOutcome.Refused(RoleRefusal.NobodyHolds);
        var stepsDown = holder.Is(by);
        var released = Emptied(slot.Changed(by, at), stepsDown ? VacancyReason.SteppedDown : VacancyReason.Released, at);
        var outcome = Change(released, stepsDown ? RoleDeed.SteppedDown : RoleDeed.Released, by, holder);
        return outcome.After.Leads().Count == 0 ? new RoleOutcome.Refused(RoleRefusal.LastLead, holder) : OfferToBackup(outcome, role, at);
    }

    /// <summary>
    /// Somebody is gone from the community: their roles fall empty, what they were asked for ends, and the backups are asked. It cannot be refused, so it
    /// may leave a community without a lead; the administrators lead it then.
    /// </summary>
    public RoleOutcome Leave(Person person, VacancyReason reason, DateTimeOffset at)
    {
        var outcome = new RoleOutcome.Changed(this, []);
        foreach (var role in Roles.All().Select(slot => slot.Role)) outcome = LeaveSlot(outcome, role, person, reason, at);
        if (RegistrantStoppedAt is null && person.Id == RegisteredBy)
            outcome = new(outcome.After with { RegistrantStoppedAt = at }, [.. outcome.Events, new(null, RoleDeed.LeadStopped, Person.Bot, person, 0)]);
        return outcome.Events.Count > 0 ? outcome : new RoleOutcome.Refused(RoleRefusal.NobodyHolds, person);
    }

    /// <summary>Who registered the community stops leading it, by their own choice or another lead's.</summary>
    public RoleOutcome StopLeading(Person person, Person by, DateTimeOffset at)
    {
        if (RegistrantStoppedAt is not null || person.Id != RegisteredBy) return new RoleOutcome.Refused(RoleRefusal.AlreadyDone, person);
        var after = this with { RegistrantStoppedAt = at };
        return after.Leads().Count == 0
            ? new RoleOutcome.Refused(RoleRefusal.LastLead, person)
            : new RoleOutcome.Changed(after, [new(null, RoleDeed.LeadStopped, by, person, 0)]);
    }

    /// <summary>A lead names who steps in, or (with null) nobody. Naming oneself is saying yes.</summary>
    public RoleOutcome NameBackup(Role role, Person? backup, Person by, DateTimeOffset at)
    {
        var slot = Roles[role];
        if (backup is null)
        {
            return slot.Backup is { } former
                ? Change(slot.Changed(by, at) with { Backup = null }, RoleDeed.BackupRemoved, by, former.Who)
                : new RoleOutcome.Refused(RoleRefusal.AlreadyDone);
        }
        if (backup.Is(slot.Holder) || backup.Is(slot.Invitation?.Invitee)) return new RoleOutcome.Refused(RoleRefusal.BackupIsHolder, backup);
        if (backup.Is(slot.Backup?.Who)) return new RoleOutcome.Refused(RoleRefusal.AlreadyDone, backup);
        return Change(slot.Changed(by, at) with { Backup = new(backup, by, at, backup.Is(by) ? at : null) }, RoleDeed.BackupNamed, by, backup);
    }

    /// <summary>The backup says yes or no.</summary>
    public RoleOutcome AnswerBackup(Role role, Person person, bool yes, DateTimeOffset at)
    {
        var slot = Roles[role];
        if (slot.Backup is not { } backup) return new RoleOutcome.Refused(RoleRefusal.Outdated);
        if (!person.Is(backup.Who)) return new RoleOutcome.Refused(RoleRefusal.NotYours);
        if (yes && backup.AcceptedAt is not null) return new RoleOutcome.Refused(RoleRefusal.AlreadyDone);
        return Change(slot.Changed(person, at) with { Backup = yes ? backup with { AcceptedAt = at } : null }, yes ? RoleDeed.BackupAccepted : RoleDeed.BackupDeclined, person, person);
    }

    /// <summary>The holder is on leave or could not be found; with null they are back.</summary>
    public RoleOutcome Doubt(Role role, RiskReason? doubt, Person by, DateTimeOffset at)
    {
        var slot = Roles[role];
        if (slot.Holder is not { } holder) return new RoleOutcome.Refused(RoleRefusal.NobodyHolds);
        if (slot.Doubt == doubt) return new RoleOutcome.Refused(RoleRefusal.AlreadyDone, holder);
        return Change(slot.Changed(by, at) with { Doubt = doubt, DoubtSince = doubt is null ? null : at }, doubt is null ? RoleDeed.Returned : RoleDeed.MarkedAway, by, holder);
    }

    /// <summary>Changes the holder's last day; with null the role is open-ended.</summary>
    public RoleOutcome Extend(Role role, DateOnly? until, Person by, DateTimeOffset at)
    {
        var slot = Roles[role];
        if (slot.Holder is not { } holder) return new RoleOutcome.Refused(RoleRefusal.NobodyHolds);
        if (slot.Until == until) return new RoleOutcome.Refused(RoleRefusal.AlreadyDone, holder);
        if (until < Today(at)) return new RoleOutcome.Refused(RoleRefusal.EndsInThePast);
        return Change(slot.Changed(by, at) with { Until = until }, RoleDeed.EndDateChanged, by, holder);
    }

    /// <summary>Takes the last change of a slot back; only who made it, within a day, and if nothing happened since.</summary>
    public RoleOutcome Undo(Role role, int revision, Person by, DateTimeOffset at)
    {
        var slot = Roles[role];
        if (!slot.MayUndo(by, revision, at)) return new RoleOutcome.Refused(RoleRefusal.Outdated);
        var restored = slot.Before! with { Revision = slot.Revision + 1, ChangedBy = by, ChangedAt = at };
        if (restored.Invitation is { } again) restored = restored with { Invitation = again with { Number = restored.Revision } };
        var outcome = Change(restored, RoleDeed.Undone, by, slot.Holder ?? slot.Before!.Holder ?? slot.Before.Invitation?.Invitee);
        return outcome.After.Leads().Count == 0 ? new RoleOutcome.Refused(RoleRefusal.LastLead) : outcome;
    }

    private static RoleOutcome.Refused? RefuseAnswer(RoleSlot slot, int number, Person person, DateTimeOffset at)
    {
        if (slot.Invitation is not { } open || open.Number != number)
            return new(person.Is(slot.Holder) ? RoleRefusal.AlreadyDone : RoleRefusal.Outdated);
        if (!person.Is(open.Invitee)) return new(RoleRefusal.NotYours);
        return open.HasLapsed(at) ? new(RoleRefusal.Lapsed) : null;
    }

    private static RoleSlot Taken(RoleSlot slot, Person holder, DateOnly? until, DateTimeOffset at) => slot with
    {
        Holder = holder,
        Since = at,
        Until = until,
        Invitation = null,
        Vacancy = null,
        Doubt = null,
        DoubtSince = null,
        Backup = holder.Is(slot.Backup?.Who) ? null : slot.Backup,
    };

    private static RoleSlot Emptied(RoleSlot slot, VacancyReason reason, DateTimeOffset at) =>
        slot with { Holder = null, Since = null, Until = null, Doubt = null, DoubtSince = null, Vacancy = new(at, reason) };

    private static RoleOutcome.Changed LeaveSlot(RoleOutcome.Changed sofar, Role role, Person person, VacancyReason reason, DateTimeOffset at)
    {
        var slot = sofar.After.Roles[role];
        var (holds, asked, backs) = (person.Is(slot.Holder), person.Is(slot.Invitation?.Invitee), person.Is(slot.Backup?.Who));
        if (!holds && !asked && !backs) return sofar;

        // Nobody takes a departure back by pressing undo: what was before is forgotten.
        var next = slot.Changed(Person.Bot, at) with { Before = null };
        if (holds) next = Emptied(next, reason, at);
        if (asked) next = next with { Invitation = null };
        if (backs) next = next with { Backup = null };
        var changed = sofar.After.Change(next, holds ? RoleDeed.Vacated : asked ? RoleDeed.Withdrawn : RoleDeed.BackupRemoved, Person.Bot, person);
        var all = new RoleOutcome.Changed(changed.After, [.. sofar.Events, .. changed.Events]);
        return holds ? OfferToBackup(all, role, at) : all;
    }

    /// <summary>A role that fell empty is offered to its backup, unless somebody was asked already.</summary>
    private static RoleOutcome.Changed OfferToBackup(RoleOutcome.Changed sofar, Role role, DateTimeOffset at)
    {
        var slot = sofar.After.Roles[role];
        if (slot is not { Invitation: null, Holder: null, Backup.Who: { } who }) return sofar;
        var thirdRole = sofar.After.RolesOf(who).Count >= RolesWithoutAsking;
        var offered = sofar.After.Change(slot with { Revision = slot.Revision + 1, Invitation = new(slot.Revision + 1, who, Person.Bot, at, ThirdRole: thirdRole) }, RoleDeed.Invited, Person.Bot, who);
        return new(offered.After, [.. sofar.Events, .. offered.Events]);
    }

    private RoleOutcome.Changed Change(RoleSlot slot, RoleDeed deed, Person by, Person? about) =>
        new(this with { Roles = Roles.With(slot) }, [new(slot.Role, deed, by, about, slot.Revision)]);
}
