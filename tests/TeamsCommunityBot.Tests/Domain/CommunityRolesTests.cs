using CsCheck;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Tests.Cards;
using Xunit;

namespace TeamsCommunityBot.Tests.Domain;

/// <summary>What may happen to a role, and what never does.</summary>
public sealed class CommunityRolesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly Person[] People = [.. Enumerable.Range(1, 4).Select(n => new Person($"30000000-0000-4000-8000-{n:D12}", $"29:{n}", $"Mens {n}"))];

    private static Community Fresh => RoleSamples.Community(PeoplesText.Ordinary) with { RegisteredBy = People[0].Id };

    private static Person Anna => People[0];

    private static Person Bram => People[1];

    private static Person Chris => People[2];

    [Fact]
    public void Who_chooses_themself_has_said_yes()
    {
        var slot = Done(Fresh.Invite(Role.Bouwer, Anna, Anna, null, false, Noon)).Roles.Bouwer;

        Assert.Equal((Anna, Noon), (slot.Holder, slot.Since!.Value));
    }

    [Fact]
    public void A_lapsed_invitation_is_in_nobodys_way()
    {
        var asked = Done(Fresh.Invite(Role.Bouwer, Bram, Anna, null, false, Noon));

        Assert.Equal(RoleRefusal.SomeoneElseInvited, Why(asked.Invite(Role.Bouwer, Chris, Anna, null, false, Noon.AddDays(13))));
        var later = Noon + Invitation.Lifetime;
        Assert.Equal(RoleRefusal.Lapsed, Why(asked.Accept(Role.Bouwer, 1, Bram, later)));
        Assert.Equal(Chris, Done(asked.Invite(Role.Bouwer, Chris, Anna, null, false, later)).Roles.Bouwer.Invitation!.Invitee);
    }

    [Fact]
    public void A_successor_takes_over_only_by_saying_yes_and_the_former_holder_is_told()
    {
        var held = Held(Fresh, Role.Verbinder, Bram);
        var asked = Done(held.Invite(Role.Verbinder, Chris, Anna, null, false, Noon));
        Assert.Equal(Bram, asked.Roles.Verbinder.Holder);

        var outcome = Assert.IsType<RoleOutcome.Changed>(asked.Accept(Role.Verbinder, asked.Roles.Verbinder.Invitation!.Number, Chris, Noon));

        Assert.Equal(Chris, outcome.After.Roles.Verbinder.Holder);
        Assert.Contains(outcome.Events, happened => happened is { Deed: RoleDeed.Succeeded } && Bram.Is(happened.Tell));
    }

    [Fact]
    public void A_third_role_must_be_meant_by_who_asks_or_by_who_accepts()
    {
        var two = Held(Held(Fresh, Role.Bouwer, Bram), Role.Verbinder, Bram);
        Assert.Equal(RoleRefusal.ThirdRole, Why(two.Invite(Role.Aanjager, Bram, Anna, null, false, Noon)));

        var one = Done(Held(Fresh, Role.Bouwer, Bram).Invite(Role.Aanjager, Bram, Anna, null, false, Noon));
        var number = one.Roles.Aanjager.Invitation!.Number;
        var meanwhile = Done(one.Invite(Role.Verbinder, Bram, Bram, null, true, Noon));
        Assert.Equal(RoleRefusal.ThirdRole, Why(meanwhile.Accept(Role.Aanjager, number, Bram, Noon)));
        Assert.Equal(3, Done(meanwhile.Accept(Role.Aanjager, number, Bram, Noon, thirdRole: true)).RolesOf(Bram).Count);
    }

    [Fact]
    public void An_undo_takes_back_a_release_with_the_question_to_the_backup()
    {
        var held = Done(Held(Fresh, Role.Verbinder, Bram).NameBackup(Role.Verbinder, Chris, Anna, Noon));
        var released = Done(held.Release(Role.Verbinder, Anna, Noon));
        Assert.Equal(Chris, released.Roles.Verbinder.Invitation!.Invitee);

        var undone = Done(released.Undo(Role.Verbinder, released.Roles.Verbinder.Revision, Anna, Noon.AddHours(23)));

        Assert.Equal((Bram, null), (undone.Roles.Verbinder.Holder, undone.Roles.Verbinder.Invitation));
        Assert.Equal(RoleRefusal.Outdated, Why(released.Undo(Role.Verbinder, released.Roles.Verbinder.Revision, Anna, Noon.AddHours(24))));
        Assert.Equal(RoleRefusal.Outdated, Why(released.Undo(Role.Verbinder, released.Roles.Verbinder.Revision, Bram, Noon)));
    }

    [Fact]
    public void An_undo_never_brings_back_somebody_who_is_gone()
    {
        var released = Done(Held(Fresh, Role.Verbinder, Bram).Release(Role.Verbinder, Anna, Noon));

        var gone = Done(released.Leave(Bram, VacancyReason.LeftTeam, Noon));

        Assert.Equal(RoleRefusal.Outdated, Why(gone.Undo(Role.Verbinder, gone.Roles.Verbinder.Revision, Anna, Noon)));
    }

    [Fact]
    public void Who_leaves_empties_their_roles_and_the_backups_are_asked()
    {
        var held = Done(Held(Held(Fresh, Role.Bouwer, Bram), Role.Verbinder, Bram).NameBackup(Role.Bouwer, Chris, Anna, Noon));

        var left = Done(held.Leave(Bram, VacancyReason.AccountDisabled, Noon));

        Assert.Equal((VacancyReason.AccountDisabled, Chris), (left.Roles.Bouwer.Vacancy!.Reason, left.Roles.Bouwer.Invitation!.Invitee));
        Assert.Equal(SlotState.Vacated, left.Roles.Verbinder.StateOn(left.Today(Noon)));
        Assert.False(left.IsLedBy(Bram.Id));
    }

    [Fact]
    public void Who_declines_what_they_were_the_backup_for_is_it_no_longer()
    {
        var empty = Done(Done(Held(Fresh, Role.Verbinder, Bram).NameBackup(Role.Verbinder, Chris, Anna, Noon)).Release(Role.Verbinder, Anna, Noon));

        var declined = Done(empty.Decline(Role.Verbinder, empty.Roles.Verbinder.Invitation!.Number, Chris, Noon));

        Assert.Null(declined.Roles.Verbinder.Backup);
    }

    /// <summary>Whatever people press, in whatever order, on cards old and new.</summary>
    [Fact]
    public void Whatever_is_pressed_somebody_leads_and_nobody_has_a_role_without_a_yes() =>
        Presses.Array[1, 40].Sample(presses =>
        {
            var community = Fresh;
            var saidYes = new HashSet<(Role, string)>();
            var thirdMeant = new HashSet<string>();
            foreach (var (press, step) in presses.Select((press, step) => (press, step)))
            {
                var before = community;
                var outcome = press.On(community, Noon.AddMinutes(step));
                if (press.Deed is 0 or 1 && press.Flag) thirdMeant.Add(People[press.About].Id);
                if (outcome is not RoleOutcome.Changed changed) continue;
                community = changed.After;
                foreach (var happened in changed.Events.Where(happened => happened.Deed == RoleDeed.Accepted))
                    saidYes.Add((happened.Role!.Value, happened.By.Id));

                Assert.NotEmpty(community.Leads());
                foreach (var slot in community.Roles.All())
                {
                    var was = before.Roles[slot.Role];
                    Assert.True(slot with { Revision = 0, Invitation = null } == was with { Revision = 0, Invitation = null }
                        || slot.Revision > was.Revision, "A change did not count.");
                    if (slot.Holder is { } holder) Assert.Contains((slot.Role, holder.Id), saidYes);
                    if (slot.Holder is not null) Assert.NotNull(slot.Since);
                }
                foreach (var person in People.Where(person => community.RolesOf(person).Count == 3)) Assert.Contains(person.Id, thirdMeant);
            }
        });

    private static Gen<Press> Presses =>
        Gen.Select(Gen.Int[0, 9], Gen.Enum<Role>(), Gen.Int[0, 3], Gen.Int[0, 3], Gen.Bool,
        (deed, role, by, about, flag) => new Press(deed, role, by, about, flag));

    private sealed record Press(int Deed, Role Role, int By, int About, bool Flag)
    {
        public RoleOutcome On(Community community, DateTimeOffset at)
        {
            var (slot, by, about) = (community.Roles[Role], People[By], People[About]);
            var number = slot.Invitation?.Number ?? slot.Revision;
            return Deed switch
            {
                0 => community.Invite(Role, about, by, null, Flag, at),
                1 => community.Accept(Role, number, about, at, Flag),
                2 => community.Decline(Role, number, about, at),
                3 => community.Withdraw(Role, number, by, at),
                4 => community.Release(Role, by, at),
                5 => community.Undo(Role, slot.Revision, by, at),
                6 => community.NameBackup(Role, Flag ? about : null, by, at),
                7 => community.AnswerBackup(Role, about, Flag, at),
                8 => community.StopLeading(about, by, at),
                _ => community.Doubt(Role, Flag ? RiskReason.Away : null, by, at),
            };
        }
    }

    private static Community Held(Community community, Role role, Person person) =>
        Done(community.Invite(role, person, person, null, false, Noon.AddDays(-40)));

    private static Community Done(RoleOutcome outcome) => Assert.IsType<RoleOutcome.Changed>(outcome).After;

    private static RoleRefusal Why(RoleOutcome outcome) => Assert.IsType<RoleOutcome.Refused>(outcome).Why;
}
