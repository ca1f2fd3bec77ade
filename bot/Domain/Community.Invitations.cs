namespace TeamsCommunityBot.Domain;

/// <summary>The rules about asking somebody to take a role, and about the answer; pure.</summary>
public sealed partial record Community
{
    /// <summary>Asks somebody to take a role. Whoever asks themself has said yes.</summary>
    /// <param name="thirdRole">The inviter knows that it may be the person's third role here.</param>
    /// <param name="card">Where it is asked, if others see that card too.</param>
    public RoleOutcome Invite(Role role, Person invitee, Person by, DateOnly? until, bool thirdRole, DateTimeOffset at, CardPlace? card = null)
    {
        var slot = Roles[role];
        if (invitee.Is(slot.Holder)) return new RoleOutcome.Refused(RoleRefusal.AlreadyHolds, invitee);
        if (slot.Invitation is { } open && !open.HasLapsed(at))
            return new RoleOutcome.Refused(invitee.Is(open.Invitee) ? RoleRefusal.AlreadyInvited : RoleRefusal.SomeoneElseInvited, open.Invitee);
        if (until < Today(at)) return new RoleOutcome.Refused(RoleRefusal.EndsInThePast);
        if (!thirdRole && OthersOf(invitee, role, at) >= RolesWithoutAsking) return new RoleOutcome.Refused(RoleRefusal.ThirdRole, invitee);

        var next = slot.Changed(by, at);
        if (invitee.Is(by)) return Take(next, invitee, until, thirdRole, null, at, isAloud: false);
        return Change(next with { Invitation = new(next.Revision, invitee, by, at, until, thirdRole) { Card = card } }, RoleDeed.Invited, by, invitee);
    }

    /// <summary>The invited person says yes. A holder until then is succeeded.</summary>
    /// <param name="thirdRole">The person knows that it is their third role here.</param>
    /// <param name="isAloud">The person agrees that the channel hears of it.</param>
    public RoleOutcome Accept(Role role, int number, Person person, DateTimeOffset at, bool thirdRole = false, bool isAloud = false)
    {
        var slot = Roles[role];
        if (RefuseAnswer(slot, number, person, at) is { } refused) return refused;
        var known = thirdRole || slot.Invitation!.ThirdRole;
        if (!known && RolesOf(person).Count >= RolesWithoutAsking) return new RoleOutcome.Refused(RoleRefusal.ThirdRole, person);
        return Take(slot.Changed(person, at), person, slot.Invitation!.Until, known, slot.Invitation.By, at, isAloud);
    }

    /// <summary>The invited person would like to talk first. The invitation stays open, and no card becomes old by it.</summary>
    public RoleOutcome TalkFirst(Role role, int number, Person person, DateTimeOffset at)
    {
        var slot = Roles[role];
        if (RefuseAnswer(slot, number, person, at) is { } refused) return refused;
        return slot.Invitation is { TalkFirstAt: null } open
            ? Change(slot with { Invitation = open with { TalkFirstAt = at } }, RoleDeed.TalkFirst, person, person, open.By)
            : new RoleOutcome.Refused(RoleRefusal.AlreadyDone, person);
    }

    /// <summary>The invited person says no.</summary>
    public RoleOutcome Decline(Role role, int number, Person person, DateTimeOffset at)
    {
        var slot = Roles[role];
        if (RefuseAnswer(slot, number, person, at) is { } refused) return refused;
        // Who does not want the role that was offered to them as its backup does not want to step in either.
        var backup = person.Is(slot.Backup?.Who) ? null : slot.Backup;
        return Change(slot.Changed(person, at) with { Invitation = null, Backup = backup }, RoleDeed.Declined, person, person, slot.Invitation!.By)
            .On(slot.Invitation.Card);
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
            ? Change(slot.Changed(Person.Bot, at) with { Invitation = null }, RoleDeed.Lapsed, Person.Bot, open.Invitee, open.By).On(open.Card)
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

    /// <summary>How many other roles somebody has or was asked for.</summary>
    private int OthersOf(Person person, Role role, DateTimeOffset at) => Roles.All().Count(slot =>
        slot.Role != role && (person.Is(slot.Holder) || (slot.Invitation is { } open && !open.HasLapsed(at) && person.Is(open.Invitee))));

    private static RoleOutcome.Refused? RefuseAnswer(RoleSlot slot, int number, Person person, DateTimeOffset at)
    {
        if (slot.Invitation is not { } open || open.Number != number)
            return new(person.Is(slot.Holder) ? RoleRefusal.AlreadyDone : RoleRefusal.Outdated);
        if (!person.Is(open.Invitee)) return new(RoleRefusal.NotYours);
        return open.HasLapsed(at) ? new(RoleRefusal.Lapsed) : null;
    }

    /// <summary>The slot gets its holder, who said yes.</summary>
    private RoleOutcome.Changed Take(RoleSlot slot, Person holder, DateOnly? until, bool thirdRole, Person? inviter, DateTimeOffset at, bool isAloud)
    {
        var taken = slot with
        {
            Holder = holder,
            Since = at,
            Until = until,
            ThirdRole = thirdRole,
            IsAloud = isAloud,
            Invitation = null,
            Vacancy = null,
            Doubt = null,
            DoubtSince = null,
            ClearUntil = Today(at).AddDays(DaysToDescribe),
            Backup = holder.Is(slot.Backup?.Who) ? null : slot.Backup,
        };
        var outcome = Change(taken, RoleDeed.Accepted, holder, holder, inviter).On(slot.Invitation?.Card);
        if (isAloud) outcome = outcome with { Events = [.. outcome.Events.Select(happened => happened with { IsAloud = true })] };
        return slot.Holder is { } former
            ? new(outcome.After, [.. outcome.Events, new(slot.Role, RoleDeed.Succeeded, holder, former, taken.Revision, former)])
            : outcome;
    }
}
