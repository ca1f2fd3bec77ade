using System.Text.Json;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Administration;
using TeamsCommunityBot.Features.Audit;
using TeamsCommunityBot.Features.Doctor;
using TeamsCommunityBot.Features.Erasure;
using TeamsCommunityBot.Features.Help;
using TeamsCommunityBot.Features.Languages;
using TeamsCommunityBot.Features.Presence;
using TeamsCommunityBot.Features.Registration;
using TeamsCommunityBot.Features.Status;
using TeamsCommunityBot.Features.Welcome;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Teams.Outbound;
using TeamsCommunityBot.Turns;
using Tongue = TeamsCommunityBot.Turns.Language;

namespace TeamsCommunityBot.Tests.Cards;

/// <summary>What people wrote, as it stands in a card of the gallery.</summary>
internal sealed record PeoplesText(string Community, string Theme, string Person, string Channel)
{
    public static PeoplesText Ordinary { get; } = new("Digitaal meedoen", "Iedereen online: inloopuren & cursussen", "Anna Voorbeeld", "Digitaal");

    /// <summary>Everything that a client might read as something else than text, in each place where people's text stands.</summary>
    public static PeoplesText Hostile { get; } = new(
        "<at>everyone</at> [pay](javascript:alert(1)) ![](https://voorbeeld.example/x.png)",
        "**vet** _schuin_ `code` ~~weg~~ {{DATE(2026-11-22T10:00:00Z,SHORT)}} ${value} <script>alert(1)</script> &lt;b&gt; https://voorbeeld.example \\*",
        "1. [x]: https://voorbeeld.example <img src=x onerror=alert(1)> <!-- a --> \u202Enimda\u200B",
        "# Algemeen | <https://voorbeeld.example> - +x\n- lijst\n> citaat");
}

/// <summary>One card of the gallery, in one language.</summary>
internal sealed record GalleryCard(string Name, string Language, Func<PeoplesText, AdaptiveCard> Make)
{
    /// <summary>The name of the file that holds what it should be.</summary>
    public string Golden => $"{Name}.{Language}";

    /// <summary>As it goes over the wire, but for the signature itself.</summary>
    public AdaptiveCard Card(PeoplesText? people = null)
    {
        using (Tongue.Use(Language)) return SignedCard.Of(Make(people ?? PeoplesText.Ordinary), (_, _) => "signature");
    }

    /// <summary>What Teams counts for it when it is sent, in bytes: with signatures as long as they are.</summary>
    public int Bytes(PeoplesText people)
    {
        using var _ = Tongue.Use(Language);
        return CardSize.Bytes(SignedCard.Of(Make(people), (verb, data) => CardSignature.Of(new byte[32], 9999, "tenant", "conversation", verb, data)));
    }

    public string Json(PeoplesText? people = null) => JsonSerializer.Serialize(Card(people), CardJson.Default.AdaptiveCard);

    public override string ToString() => Golden;
}

/// <summary>Every card that the product can show, in each of its languages. A new card gets a line here, and with it all the proofs.</summary>
internal static class CardGallery
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    public static IReadOnlyList<GalleryCard> Cards { get; } =
    [
        .. Card("registration-form", people => RegistrationCard.Form(Form(people) with { Verb = RegisterCommunity.Verb, Revision = 0, Theme = "",
            StaffCap = null })),
        .. Card("registration-form-edit", people => RegistrationCard.Form(Form(people))),
        .. Card("registration-form-wrong", people => RegistrationCard.Form(Form(people) with { Problems =
            [new(nameof(RegistrationAnswer.Name), RegistrationTexts.NameMissing)] })),
        .. Card("registration-confirm-end", people => RegistrationCard.ConfirmEnd(people.Community, 3, new(Phase.Bloom, 14))),
        .. Card("registration-confirm-early-end", people => RegistrationCard.ConfirmEnd(people.Community, 3, new(Phase.Start, 5))),
        .. Card("registration-confirm-last-month", people => RegistrationCard.ConfirmEnd(people.Community, 3, new(Phase.Start, 12))),
        .. Card("registration-confirm-before-start", people => RegistrationCard.ConfirmEnd(people.Community, 3, new(Phase.Preparation, 0))),
        .. Card("registration-ended", people => RegistrationCard.Ended(people.Community, 3)),
        .. Card("status", people => StatusCard.Render(Status(people))),
        .. Card("status-preparation", people => StatusCard.Render(Starting(people, Today.AddDays(9)) with { Theme = "" })),
        .. Card("status-bloom", people => StatusCard.Render(Starting(people, Today.AddMonths(-15)) with { Place = null })),
        .. Card("status-registered", people => StatusCard.Render(Status(people) with { Notice = Words.Fill(RegistrationTexts.Registered, people.Community) })),
        .. Card("status-private", people => StatusCard.Render(Status(people) with { Form = "0123456789abcdef" })),
        .. Card("status-elsewhere", people => StatusCard.Render(Status(people) with { IsHere = false })),
        .. Card("status-archived", people => StatusCard.Render(Status(people) with { Silence = Silence.TeamArchived })),
        .. Card("status-bot-removed", people => StatusCard.Render(Status(people) with { Silence = Silence.BotRemoved, IsHere = false })),
        .. Card("status-channel-deleted", people => StatusCard.Render(Status(people) with { Silence = Silence.ChannelDeleted, IsHere = false })),
        .. Card("status-choose", people => ChooseCard.Choose([("19:a@thread.tacv2", people.Community), ("19:b@thread.tacv2", "Lezen in Zeeland")])),
        .. Card("status-none", _ => ChooseCard.NoCommunity(null)),
        .. Card("status-none-stale", _ => ChooseCard.NoCommunity(TurnTexts.StaleCard)),
        .. SpecimenGallery.Cards,
        .. ContributionGallery.Cards,
        .. CallGallery.Cards,
        .. StaffGallery.Cards,
        .. PurposeGallery.Cards,
        .. TargetGallery.Cards,
        .. ChecksGallery.Cards,
        .. ActivityGallery.Cards,
        .. MilestoneGallery.Cards,
        .. RoleSamples.Cards.SelectMany(card => Card(card.Name, card.Make)),
        .. Card("help", _ => HelpCard.Render(HelpView.Of(null, Routes.Commands, ConversationKind.Channel, leads: true))),
        .. Card("help-member", _ => HelpCard.Render(HelpView.Of(null, Routes.Commands, ConversationKind.Channel, leads: false))),
        .. Card("help-chat", _ => HelpCard.Render(HelpView.Of(null, Routes.Commands, ConversationKind.Personal, leads: true))),
        .. Card("help-thanks", _ => HelpCard.Render(HelpView.Of(HelpTexts.Thanks, Routes.Commands, ConversationKind.Channel, leads: true))),
        .. Enum.GetValues<HelpTopic>().SelectMany(topic => Card($"help-{topic.ToString().ToLowerInvariant()}", _ => HelpCard.Render(
            HelpView.Of(null, Routes.Commands, ConversationKind.Channel, leads: true).Topics.Single(one => one.Topic == topic)))),
        .. Card("status-more", people => MoreCard.Render(people.Community)),
        .. Card("help-unknown", people => OfferCard.Render(new(Words.Fill(HelpTexts.Unknown, people.Theme), null))),
        .. Card("help-nearest", _ => OfferCard.Render(new(Words.Fill(HelpTexts.DidYouMean, "statsu", "status"), "status"))),
        .. Card("welcome", people => WelcomeCard.Render(new(ConversationKind.Channel, people.Person, IsAdministrator: true))),
        .. Card("welcome-unknown", _ => WelcomeCard.Render(new(ConversationKind.Channel, null, IsAdministrator: true))),
        .. Card("welcome-group-chat", people => WelcomeCard.Render(new(ConversationKind.GroupChat, people.Person, IsAdministrator: false))),
        .. Card("welcome-personal", people => WelcomeCard.Render(new(ConversationKind.Personal, people.Person, IsAdministrator: false))),
        .. Card("language", _ => LanguageCard.Render(inChannel: true)),
        .. Card("language-unknown", _ => LanguageCard.Render(inChannel: true, LanguageTexts.Unknown)),
        .. Card("sentence", people => SentenceCard.Render(NoticeKind.Info, Words.Fill(CommunityTexts.NotPosted, people.Community),
            RoleSamples.Next.WithStatus().Buttons())),
        .. Card("language-chat", _ => LanguageCard.Render(inChannel: false, LanguageTexts.Changed)),
        .. Card("admins", people => AdministratorsCard.Render(new(AdministratorsOf(people), Noon, Words.Fill(AdministrationTexts.Named, people.Person)))),
        .. Card("admins-nobody", _ => AdministratorsCard.Render(new(new([], 0), Noon, null))),
        .. Card("admins-form", people => AdministratorsCard.Form(new(AdministratorsOf(people), [new("4", "29:4", people.Person)], AdministratorHistory(people),
            new("1", "29:1", people.Person), AmongOthers: true))),
        .. Card("admins-form-chat", people => AdministratorsCard.Form(new(AdministratorsOf(people), [], [], new("1", "29:1", people.Person),
            AmongOthers: false))),
        .. Card("admins-confirm-stop", _ => AdministratorsCard.ConfirmStop()),
        .. Card("admins-news-named", people => AdministratorsCard.News(AdministratorHistory(people)[0])),
        .. Card("admins-news-removed", people => AdministratorsCard.News(AdministratorHistory(people)[1])),
        .. Card("admins-news-channel", people => AdministratorsCard.NewsInChannel(AdministratorHistory(people)[0])),
        .. NudgeGallery.Cards,
        .. GivenUpGallery.Cards,
        .. Card("audit-lead", people => AuditCard.Render(Audited(people, Enum.GetValues<RoleDeed>(), isLead: true) with { Older = "audit|1" })),
        .. Card("audit-member", people => AuditCard.Render(Audited(people, [.. Enum.GetValues<RoleDeed>().Where(AuditSentences.IsForMembers)],
            isLead: false) with { ChannelId = "19:a@thread.tacv2" })),
        .. Card("audit-nothing", people => AuditCard.Render(Audited(people, [], isLead: false))),
        .. Card("forget-ask", people => ForgetCard.Ask(new([people.Community, "Lezen in Zeeland"], [], IsLastAdministrator: false))),
        .. Card("forget-blocked", people => ForgetCard.Ask(new([people.Community], [people.Community], IsLastAdministrator: true))),
        .. Card("forget-done", _ => ForgetCard.Done()),
        .. Card("doctor", _ => DoctorCard.Render(Healthy)),
        .. Card("doctor-missing", _ => DoctorCard.Render([.. Healthy, new(Health.Attention, DoctorTexts.RosterFails),
            new(Health.Attention, DoctorTexts.NotSignedIn)])),
        .. Card("doctor-level-2", _ => DoctorCard.Render([.. Healthy, new(Health.Note, DoctorTexts.GraphLevel2),
            new(Health.Attention, DoctorTexts.NoConsentAccounts), new(Health.Attention, Words.Fill(DoctorTexts.CheckedLongAgo, Words.Day(Today)))])),
        .. Card("trouble-consent", _ => TroubleCard.Render(new(PeopleTrouble.NoConsent, TroubleSource.Accounts, Today.AddDays(-1)))),
        .. Card("trouble-consent-members", _ => TroubleCard.Render(new(PeopleTrouble.NoConsent, TroubleSource.Members, null))),
        .. Card("trouble-consent-messages", _ => TroubleCard.Render(new(PeopleTrouble.NoConsent, TroubleSource.Messages, null))),
        .. Card("trouble-outage", _ => TroubleCard.Render(new(PeopleTrouble.Unavailable, TroubleSource.Members, Today.AddDays(-3)))),
        .. Card("trouble-throttled", _ => TroubleCard.Render(new(PeopleTrouble.Throttled, TroubleSource.Accounts, Today.AddDays(-3)))),
    ];

    public static GalleryCard Find(string golden) => Cards.Single(card => card.Golden == golden);

    internal static IEnumerable<GalleryCard> Card(string name, Func<PeoplesText, AdaptiveCard> make) =>
        Tongue.All.Select(language => new GalleryCard(name, language, make));

    private static IReadOnlyList<Finding> Healthy =>
        [new(Health.Works, DoctorTexts.StorageWorks), new(Health.Works, DoctorTexts.SignedIn), new(Health.Note, DoctorTexts.GraphLevel0)];

    private static DateTimeOffset Noon => new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Every deed, done by a person; then by the bot, and about somebody who was erased.</summary>
    private static AuditView Audited(PeoplesText people, IReadOnlyList<RoleDeed> deeds, bool isLead) => new(
        people.Community,
        LocalTime.DefaultZone,
        [
            .. deeds.Select(deed => new AuditEntry(1, Noon, deed == RoleDeed.LeadStopped ? null : Role.Verbinder, deed, "1", people.Person, "2",
                "Bram Testman")),
            .. deeds.Take(1).Select(deed => new AuditEntry(1, Noon, Role.Bouwer, deed, "", "", AuditEntry.Erased, "")),
        ],
        isLead,
        ChannelId: null,
        Older: null);

    private static Administrators AdministratorsOf(PeoplesText people) =>
        new([new(new("1", "29:1", people.Person), Noon.AddYears(-1)), new(new("2", "29:2", "Bram Testman"), Noon), new(new("3", "", ""), Noon.AddYears(-1))],
            3);

    private static IReadOnlyList<AdministratorEntry> AdministratorHistory(PeoplesText people) =>
        [.. new[] { AdministratorDeed.Named, AdministratorDeed.Removed, AdministratorDeed.SteppedDown,
            AdministratorDeed.First }.Select(deed => new AdministratorEntry(
            1, Noon, deed, new("1", "29:1", people.Person), new("2", "29:2", "Bram Testman"), new(new("https://voorbeeld.example/"), "19:a", "28:1"),
                Tongue.Dutch))];

    private static StatusView Status(PeoplesText people) => Starting(people, Today.AddMonths(-3));

    private static StatusView Starting(PeoplesText people, DateOnly start) => new(
        people.Community, people.Theme, people.Channel, PhaseClock.On(Today, start), start, OpenRoles, Silence.None, Notice: null, IsHere: true);

    private static IReadOnlyList<SlotView> OpenRoles => SlotView.All(RoleSamples.Community(PeoplesText.Ordinary), RoleSamples.Now);

    private static RegistrationForm Form(PeoplesText people) =>
        new(SaveRegistration.Verb, 3, people.Community, people.Theme, new DateOnly(2026, 12, 1), Tongue.Dutch, Today, [], StaffCap: "3");
}
