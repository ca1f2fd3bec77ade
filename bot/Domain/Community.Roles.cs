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

    /// <summary>The leads: whoever registered it, and everyone who holds a role. Owners of the team and administrators come on top, by permission.</summary>
    public IReadOnlyList<string> Leads() =>
    [
        .. new[] { RegistrantStoppedAt is null ? RegisteredBy : "" }
            .Concat(Roles.All().Select(slot => slot.Holder?.Id ?? ""))
            .Where(id => id.Length > 0)
            .Distinct(),
    ];

    /// <summary>Who may change the community.</summary>
    public bool IsLedBy(string personId) => personId.Length > 0 && Leads().Contains(personId);

    /// <summary>The roles that somebody holds.</summary>
    public IReadOnlyList<Role> RolesOf(Person person) => [.. Roles.All().Where(slot => person.Is(slot.Holder)).Select(slot => slot.Role)];

    /// <summary>Somebody whom the roles of this community know, with the address to reach them; null for others.</summary>
    public Person? Knows(string personId) => Roles.All().SelectMany(slot => slot.People()).FirstOrDefault(person => person.Id == personId);

    /// <summary>A lead takes a role from its holder, or the holder lays it down.</summary>
    public RoleOutcome Release(Role role, Person by, DateTimeOffset at)
    {
        var slot = Roles[role];
        if (slot.Holder is not { } holder) return new RoleOutcome.Refused(RoleRefusal.NobodyHolds);
        var stepsDown = holder.Is(by);
        var released = Emptied(slot.Changed(by, at), stepsDown ? VacancyReason.SteppedDown : VacancyReason.Released, at);
        var outcome = Change(released, stepsDown ? RoleDeed.SteppedDown : RoleDeed.Released, by, holder, holder);
        return outcome.After.Leads().Count == 0 ? new RoleOutcome.Refused(RoleRefusal.LastLead, holder) : OfferToBackup(outcome, role, at);
    }

    /// <summary>
    /// Somebody is gone from the community: their roles fall empty, what they were asked for ends, and the backups are asked. It cannot be refused, so it
    /// may leave a community without a lead; the administrators lead it then.
    /// </summary>
    public RoleOutcome Leave(Person person, VacancyReason reason, DateTimeOffset at)
    {
        var outcome = new RoleOutcome.Changed(With(Purpose.Left(person.Id)).With(Targets.Select(target => target.Left(person.Id))), []);
        foreach (var role in Roles.All().Select(slot => slot.Role)) outcome = LeaveSlot(outcome, role, person, reason, at);
        if (RegistrantStoppedAt is null && person.Id == RegisteredBy)
            outcome = new(outcome.After with { RegistrantStoppedAt = at }, [.. outcome.Events, new(null, RoleDeed.LeadStopped, Person.Bot, person, 0)]);
        return outcome.After != this ? outcome : new RoleOutcome.Refused(RoleRefusal.NobodyHolds, person);
    }

    /// <summary>The roles for which somebody said that working and thinking level was talked about; never with whom.</summary>
    public IReadOnlyList<Role> LevelsDiscussed { get => field ?? []; init; }

    /// <summary>The inviter says that working and thinking level was talked about; nothing but that it was is kept, and not with any person.</summary>
    public RoleOutcome DiscussLevel(Role role, Person by) =>
        new RoleOutcome.Changed(LevelsDiscussed.Contains(role) ? this : this with { LevelsDiscussed = [.. LevelsDiscussed, role] },
            [new(role, RoleDeed.LevelDiscussed, by, null, Roles[role].Revision)]);

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
        return Change(slot.Changed(by, at) with { Backup = new(backup, by, at, backup.Is(by) ? at : null) }, RoleDeed.BackupNamed, by, backup, backup);
    }

    /// <summary>The backup says yes or no.</summary>
    public RoleOutcome AnswerBackup(Role role, Person person, bool yes, DateTimeOffset at)
    {
        var slot = Roles[role];
        if (slot.Backup is not { } backup) return new RoleOutcome.Refused(RoleRefusal.Outdated);
        if (!person.Is(backup.Who)) return new RoleOutcome.Refused(RoleRefusal.NotYours);
        if (yes && backup.AcceptedAt is not null) return new RoleOutcome.Refused(RoleRefusal.AlreadyDone);
        return Change(slot.Changed(person, at) with { Backup = yes ? backup with { AcceptedAt = at } : null },
            yes ? RoleDeed.BackupAccepted : RoleDeed.BackupDeclined, person, person, backup.By);
    }

    /// <summary>The holder is on leave or could not be found; with null they are back.</summary>
    public RoleOutcome Doubt(Role role, RiskReason? doubt, Person by, DateTimeOffset at)
    {
        var slot = Roles[role];
        if (slot.Holder is not { } holder) return new RoleOutcome.Refused(RoleRefusal.NobodyHolds);
        if (slot.Doubt == doubt) return new RoleOutcome.Refused(RoleRefusal.AlreadyDone, holder);
        return Change(slot.Changed(by, at) with { Doubt = doubt, DoubtSince = doubt is null ? null : at },
            doubt is null ? RoleDeed.Returned : RoleDeed.MarkedAway, by, holder);
    }

    /// <summary>Changes the holder's last day; with null the role is open-ended.</summary>
    public RoleOutcome Extend(Role role, DateOnly? until, Person by, DateTimeOffset at)
    {
        var slot = Roles[role];
        if (slot.Holder is not { } holder) return new RoleOutcome.Refused(RoleRefusal.NobodyHolds);
        if (slot.Until == until) return new RoleOutcome.Refused(RoleRefusal.AlreadyDone, holder);
        if (until < Today(at)) return new RoleOutcome.Refused(RoleRefusal.EndsInThePast);
        return Change(slot.Changed(by, at) with { Until = until }, RoleDeed.EndDateChanged, by, holder, holder);
    }

    /// <summary>Makes one change of several that rules made of this community's slot, so that one undo takes all of them back.</summary>
    public RoleOutcome AsOne(Role role, RoleOutcome outcome) =>
        outcome is RoleOutcome.Changed { After: var after } changed && after.Roles[role].Before is not null
            ? changed with { After = after with { Roles = after.Roles.With(after.Roles[role] with { Before = Roles[role] with { Before = null } }) } }
            : outcome;

    /// <summary>Takes the last change of a slot back; only who made it, within a day, and if nothing happened since.</summary>
    public RoleOutcome Undo(Role role, int revision, Person by, DateTimeOffset at)
    {
        var slot = Roles[role];
        if (slot.WasUndone(by, revision)) return new RoleOutcome.Refused(RoleRefusal.AlreadyDone);
        if (!slot.MayUndo(by, revision, at)) return new RoleOutcome.Refused(RoleRefusal.Outdated);
        var restored = slot.Before! with { Revision = slot.Revision + 1, ChangedBy = by, ChangedAt = at };
        if (restored.Invitation is { } again)
            restored = restored with { Invitation = again with { Number = restored.Revision, RemindedAt = by.Is(again.Invitee) ? again.RemindedAt : null } };
        // A no was between two, and so is its end.
        if (slot.IsNoOf(by)) return Change(restored, RoleDeed.NoTakenBack, by, by,
            by.Is(restored.Invitation?.Invitee) ? restored.Invitation!.By : restored.Backup?.By).On(restored.Invitation?.Card);
        var holder = restored.Holder is { } former && !former.Is(slot.Holder) ? former : null;
        var outcome = Change(restored, RoleDeed.Undone, by, slot.Holder ?? restored.Holder ?? slot.Invitation?.Invitee ?? restored.Invitation?.Invitee, holder);
        var heard = HeardOfLastChange(role).Where(person => !person.Is(holder)).ToList();
        outcome = outcome with
        {
            Events = [.. outcome.Events.Select(happened => happened with { TellToo = heard, IsAloud = slot.IsAloud
            && !slot.Holder!.Is(restored.Holder) })]
        };
        outcome = outcome.On(restored.Invitation?.Card ?? slot.Invitation?.Card);
        if (outcome.After.Leads().Count == 0) return new RoleOutcome.Refused(RoleRefusal.LastLead);
        return holder is not null && outcome.After.HasThreeUnawares(holder) ? new RoleOutcome.Refused(RoleRefusal.ThirdRole, holder) : outcome;
    }

    /// <summary>
    /// Who was told in person of the last change of a role, but for whoever made it. Whom a question was put to is not among them: they see on its card that
    /// it no longer stands.
    /// </summary>
    public IReadOnlyList<Person> HeardOfLastChange(Role role)
    {
        var slot = Roles[role];
        if (slot.Before is not { } before) return [];
        Person?[] heard = (slot, before) switch
        {
            ({ Holder: { } holder }, _) when !holder.Is(before.Holder) => [before.Invitation?.By, before.Holder],
            ({ Holder: null }, { Holder: { } former }) => [former],
            ({ Invitation: null }, { Invitation: { } answered }) when answered.Invitee.Is(slot.ChangedBy) => [answered.By],
            ({ Holder: { } holder }, _) when slot.Until != before.Until => [holder],
            _ when before.Backup is { AcceptedAt: null } asked && asked.Who.Is(slot.ChangedBy) => [asked.By],
            _ => [],
        };
        return [.. heard.OfType<Person>().Where(person => !person.IsAnonymous && !person.Is(slot.ChangedBy)).DistinctBy(person => person.Id)];
    }

    private bool HasThreeUnawares(Person person) =>
        RolesOf(person).Count > RolesWithoutAsking && !Roles.All().Any(slot => person.Is(slot.Holder) && slot.ThirdRole);

    private static RoleSlot Emptied(RoleSlot slot, VacancyReason reason, DateTimeOffset at) =>
        slot with
        {
            Holder = null,
            Since = null,
            Until = null,
            ThirdRole = false,
            IsAloud = false,
            Doubt = null,
            DoubtSince = null,
            ClearUntil = null,
            Vacancy = new(at, reason)
        };

    private static RoleOutcome.Changed LeaveSlot(RoleOutcome.Changed sofar, Role role, Person person, VacancyReason reason, DateTimeOffset at)
    {
        var slot = sofar.After.Roles[role];
        var (holds, asked, backs) = (person.Is(slot.Holder), person.Is(slot.Invitation?.Invitee), person.Is(slot.Backup?.Who));
        if (!holds && !asked && !backs) return new(sofar.After with { Roles = sofar.After.Roles.With(Forgotten(slot, person)) }, sofar.Events);

        // Nobody takes a departure back by pressing undo: what was before is forgotten.
        var next = slot.Changed(Person.Bot, at) with { Before = null };
        if (holds) next = Emptied(next, reason, at);
        if (asked) next = next with { Invitation = null };
        if (backs) next = next with { Backup = null };
        var changed = sofar.After.Change(next, holds ? RoleDeed.Vacated : asked ? RoleDeed.Withdrawn : RoleDeed.BackupRemoved, Person.Bot, person);
        var all = new RoleOutcome.Changed(changed.After, [.. sofar.Events, .. changed.Events]);
        return holds ? OfferToBackup(all, role, at) : all;
    }

    /// <summary>An undo must not bring back somebody who is gone.</summary>
    private static RoleSlot Forgotten(RoleSlot slot, Person person) =>
        slot.Before is { } before && before.People().Any(person.Is) ? slot with { Before = null } : slot;

    /// <summary>
    /// A role that fell empty is offered to its backup, unless somebody was asked already. It belongs to the change that emptied the slot, so that one
    /// undo takes back both.
    /// </summary>
    private static RoleOutcome.Changed OfferToBackup(RoleOutcome.Changed sofar, Role role, DateTimeOffset at)
    {
        var slot = sofar.After.Roles[role];
        if (slot is not { Invitation: null, Holder: null, Backup.Who: { } who }) return sofar;
        var offered = sofar.After.Change(slot with { Invitation = new(slot.Revision, who, Person.Bot, at) }, RoleDeed.Invited, Person.Bot, who);
        return new(offered.After, [.. sofar.Events, .. offered.Events]);
    }

    private RoleOutcome.Changed Change(RoleSlot slot, RoleDeed deed, Person by, Person? about, Person? tell = null)
    {
        var after = this with { Roles = Roles.With(slot) };
        return new(slot.Holder?.Id == Roles[slot.Role].Holder?.Id ? after : after.WithoutTimeOf(slot.Role),
            [new(slot.Role, deed, by, about, slot.Revision, tell)]);
    }
}
