using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Roles;
using TeamsCommunityBot.Features.Status;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>The cards of roles in their states.</summary>
internal static class RoleSamples
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private static readonly RoleFacts Facts = new(Role.Verbinder, 7, "19:kanaal@thread.tacv2");

    public static IReadOnlyList<(string Name, Func<PeoplesText, AdaptiveCard> Make)> Cards { get; } =
    [
        ("status-roles-filled", people => Status(people, Filled(people))),
        ("status-roles-mixed", people => Status(people, Mixed(people))),
        ("status-roles-at-risk", people => Status(people, AtRisk(people))),
        ("roles-open", people => Roles(people, Community(people))),
        ("roles-mixed", people => Roles(people, Mixed(people))),
        ("roles-filled", people => Roles(people, Filled(people))),
        ("roles-done", people => Roles(people, Mixed(people), "De rol van aanjager is weer vrij.", undo: true)),
        ("roles-assign", people => AssignCard.Render(Form(people))),
        ("roles-assign-bouwer", people => AssignCard.Render(Form(people) with { Facts = Facts with { Role = Role.Bouwer } })),
        ("roles-assign-third", people => AssignCard.Render(Form(people) with { AsksThird = true,
            Problem = new(nameof(AssignAnswer.ThirdRole), RoleTexts.ThirdRole) })),
        ("roles-assign-picker", people => AssignCard.Render(Form(people) with { People = People(people) with { Listed = [] } })),
        ("roles-assign-hundred", people => AssignCard.Render(Form(people) with { People = Hundred(people) })),
        ("roles-manage", people => ManageCard.Render(Manage(people))),
        ("roles-manage-wrong", people => ManageCard.Render(Manage(people) with { Problem = new(nameof(ManageAnswer.Until), RoleTexts.EndsInThePast),
            People = People(people) with { Listed = [] } })),
        ("role-invitation", people => InvitationCard.Render(Invitation(people))),
        ("role-invitation-backup", people => InvitationCard.Render(Invitation(people) with { Inviter = null, Until = null })),
        ("role-invitation-reminder", people => InvitationCard.Render(Invitation(people) with { Notice = RoleTexts.Reminder })),
        ("role-invitation-third", people => InvitationCard.Render(Invitation(people) with { Notice = RoleTexts.ThirdRole, AsksThird = true })),
        ("role-invitation-channel", people => Knock.Card(people.Person, ReadQuestion.Verb)),
        ("role-backup", people => BackupCard.Render(new(Facts, people.Community, people.Person))),
        ("role-accepted", people => OutcomeCard.Render(new(NoticeKind.Good, Words.Fill(RoleTexts.YouAre, "verbinder", people.Community), RoleTexts.YouLead,
            Facts) { Week = FirstWeek.Of(Mixed(people), Role.Verbinder, Bram(people), Anna(people), new(2026, 11, 25)) })),
        ("role-accepted-alone", people => OutcomeCard.Render(new(NoticeKind.Good, Words.Fill(RoleTexts.YouAre, "bouwer", people.Community), RoleTexts.YouLead)
            { Week = FirstWeek.Of(Community(people), Role.Bouwer, Bram(people), null, new(2026, 11, 25)) })),
        ("role-aloud", people => OutcomeCard.Render(new(NoticeKind.Good, Words.Fill(RoleTexts.Aloud, people.Person, "verbinder", people.Community)))),
        ("role-release", people => ReleaseCard.Render(new(Facts, people.Person, IsOwn: false,
            string.Join(' ', News.OfRelease(people.Person, Role.Verbinder, people.Community).Sentence, RoleTexts.NewsThanks), HasBackup: true))),
        ("role-release-own", people => ReleaseCard.Render(new(Facts, people.Person, IsOwn: true,
            Words.Fill(RoleTexts.NewsSteppedDown, people.Person, "verbinder", people.Community), HasBackup: false))),
        ("role-no-longer-asked", _ => OutcomeCard.Render(new(NoticeKind.Info, RoleTexts.NoLongerAsked))),
        ("role-news", people => OutcomeCard.Render(new(NoticeKind.Info, Words.Fill(RoleTexts.NewsDeclined, people.Person, "verbinder", people.Community),
            RoleTexts.NewsAskAnother) { Next = Next with { Ask = new(Role.Verbinder, 7), Calls = true, Talk = Talk(people) } })),
        ("role-news-talk", people => OutcomeCard.Render(new(NoticeKind.Info, Words.Fill(RoleTexts.NewsTalkFirst, people.Person, "verbinder", people.Community),
            RoleTexts.NewsTalkFirstMore) { Next = Next with { Look = (CommunityTexts.SeeRoles, CommandNames.Roles), Talk = Talk(people) } })),
        ("role-not-reached", people => Spoken(NotReachedText.For(Community(people), Role.Verbinder, Bram(people), Talk(people)))),
    ];

    /// <summary>Where news leads on to, before anything about it is said.</summary>
    public static NextPresses Next => new("19:kanaal@thread.tacv2")
    {
        Channel = new("https://teams.microsoft.com/l/channel/19%3Akanaal%40thread.tacv2/Digitaal?groupId=5f3b8a0c&tenantId=11111111"),
    };

    public static ChatWith? Talk(PeoplesText people) => ChatWith.Of(Bram(people), "bram@voorbeeld.example");

    private static AdaptiveCard Spoken(Func<LetterText> letter) => letter().Card;

    public static Community Community(PeoplesText people) => new()
    {
        TenantId = "11111111-1111-4111-8111-111111111111",
        ChannelId = "19:kanaal@thread.tacv2",
        TeamId = "19:team@thread.tacv2",
        Name = people.Community,
        Theme = people.Theme,
        StartDate = new(2026, 8, 22),
        Language = "nl",
        Address = new(new("https://connector.example/"), "19:kanaal@thread.tacv2", "28:bot"),
        RegisteredBy = Anna(people).Id,
        RegisteredAt = Now.AddMonths(-3),
        ChannelName = new(people.Channel, Now),
    };

    private static Person Anna(PeoplesText people) => new("30000000-0000-4000-8000-000000000001", "29:anna", people.Person);

    private static Person Bram(PeoplesText people) => new("30000000-0000-4000-8000-000000000002", "29:bram", $"{people.Person} 2");

    private static Community With(Community community, params IReadOnlyList<RoleSlot> slots) =>
        community with { Roles = slots.Aggregate(community.Roles, (roles, slot) => roles.With(slot)) };

    private static RoleSlot Held(Role role, Person by) => new(role) { Revision = 4, Holder = by, Since = Now.AddDays(-40) };

    private static Community Filled(PeoplesText people) => With(
        Community(people),
        Held(Role.Bouwer, Anna(people)) with { Backup = new(Bram(people), Anna(people), Now, Now) },
        Held(Role.Verbinder, Bram(people)) with { Until = new(2027, 6, 30) },
        Held(Role.Aanjager, Anna(people)));

    private static Community Mixed(PeoplesText people) => With(
        Community(people),
        Held(Role.Bouwer, Anna(people)) with { Invitation = new(5, Bram(people), Anna(people), Now.AddDays(-1)) },
        new RoleSlot(Role.Verbinder) { Revision = 2, Invitation = new(2, Bram(people), Anna(people), Now.AddDays(-1)) },
        new RoleSlot(Role.Aanjager) { Revision = 3, Vacancy = new(Now.AddDays(-9), VacancyReason.SteppedDown) });

    private static Community AtRisk(PeoplesText people) => With(
        Community(people),
        Held(Role.Bouwer, Anna(people)) with { Until = new(2026, 12, 5) },
        Held(Role.Verbinder, Bram(people)) with { Doubt = RiskReason.Away, DoubtSince = Now },
        Held(Role.Aanjager, Anna(people)) with { Doubt = RiskReason.NotFound, DoubtSince = Now });

    private static AdaptiveCard Status(PeoplesText people, Community community) => StatusCard.Render(StatusView.Of(community, [], Now, null, isHere: true));

    private static AdaptiveCard Roles(PeoplesText people, Community community, string? notice = null, bool undo = false)
    {
        var turn = new Turn
        {
            ActivityId = "1",
            TenantId = community.TenantId,
            From = Anna(people),
            Conversation = new(ConversationKind.Channel, community.ChannelId),
            Address = community.Address,
            At = Now,
            Notice = notice,
        };
        return RolesCard.Render(RolesView.Of(community, turn) with { Undo = undo ? Facts : null, IsDone = undo });
    }

    private static AssignForm Form(PeoplesText people) => new(Facts, People(people), new(2026, 11, 22), AssignAnswer.Empty);

    private static ManageForm Manage(PeoplesText people) =>
        new(Facts, people.Person, People(people), new(2026, 11, 22), new(new(2027, 6, 30), ManageAnswer.NoBackup, Away: true));

    private static PeopleChoices People(PeoplesText people) => Listed(people,
        new(Anna(people), false), new(Bram(people), false), new(new("30000000-0000-4000-8000-000000000003", "29:namesake", people.Person), false,
            SignInName: "a.voorbeeld@voorbeeld.example"));

    private static PeopleChoices Hundred(PeoplesText people) => Listed(people,
        [.. Enumerable.Range(1, Colleagues.MostListed).Select(n => new RosterMember(new($"30000000-0000-4000-8000-{n:D12}", $"29:{n}", $"{people.Person} {n}"),
            false))]);

    private static PeopleChoices Listed(PeoplesText people, params IReadOnlyList<RosterMember> members) =>
        new(Colleagues.Choices(Mixed(people), members), new(CommunityTexts.Myself, Anna(people).Id));

    private static InvitationView Invitation(PeoplesText people) => new(Facts, people.Community, people.Person, new(2027, 6, 30), new(2026, 12, 6));
}
