using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Features.Activities;
using TeamsCommunityBot.Features.Administration;
using TeamsCommunityBot.Features.Audit;
using TeamsCommunityBot.Features.Calls;
using TeamsCommunityBot.Features.Contributions;
using TeamsCommunityBot.Features.Doctor;
using TeamsCommunityBot.Features.Erasure;
using TeamsCommunityBot.Features.Examples;
using TeamsCommunityBot.Features.GivenUp;
using TeamsCommunityBot.Features.Help;
using TeamsCommunityBot.Features.Languages;
using TeamsCommunityBot.Features.Lifecycle;
using TeamsCommunityBot.Features.Milestones;
using TeamsCommunityBot.Features.Nudges;
using TeamsCommunityBot.Features.Presence;
using TeamsCommunityBot.Features.Purposes;
using TeamsCommunityBot.Features.Registration;
using TeamsCommunityBot.Features.Roles;
using TeamsCommunityBot.Features.StaffCap;
using TeamsCommunityBot.Features.Status;
using TeamsCommunityBot.Features.Targets;
using TeamsCommunityBot.Features.TimeGiven;
using TeamsCommunityBot.Features.Welcome;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Schedule.Tenants;
using TeamsCommunityBot.Turns;
using static TeamsCommunityBot.Turns.Audience;
using static TeamsCommunityBot.Turns.HappeningKind;
using Route = TeamsCommunityBot.Turns.Route;

namespace TeamsCommunityBot;

/// <summary>The contents page: everything that the bot answers, one line each. Two lines with one trigger stop the start.</summary>
public static class Routes
{
    /// <summary>
    /// What people type, in English and in Dutch, in the order in which a newcomer needs it: Help lists the lines that explain themselves. Several words
    /// may lead to one handler.
    /// </summary>
    public static IReadOnlyList<Route> Commands { get; } =
    [
        Command<ShowStatus>(ShowStatus.Command, "status", Anyone) with { Help = () => StatusTexts.HelpStatus, Phrases = Phrases.Status },
        Command<ShowRoles>(ShowRoles.Command, "rollen", Anyone) with
            { Topic = HelpTopic.People, Help = () => RoleTexts.HelpRoles, Where = Place.Channel, FromOwnChat = true, Phrases = Phrases.RoleHolders },
        Command<AssignByText>(AssignByText.Command, "rol", Lead) with { FromOwnChat = true, Argument = ArgumentKind.Role },
        Command<ReleaseByText>(ReleaseByText.Command, "loslaten", Lead, changes: false) with { FromOwnChat = true, Argument = ArgumentKind.Role },
        Command<ShowMe>(ShowMe.Command, "ik", Anyone, changes: true) with { Topic = HelpTopic.People, Help = () => ContributionTexts.HelpMe,
            Phrases = Phrases.Me },
        Command<ShowContributions>(ShowContributions.Command, "bijdragen", Lead) with { Topic = HelpTopic.People,
            Help = () => ContributionTexts.HelpContributions },
        Command<ShowCall>(ShowCall.Command, "vacature", Lead, changes: false) with
            { Topic = HelpTopic.People, Help = () => CallTexts.HelpCall, Where = Place.Channel, FromOwnChat = true, Argument = ArgumentKind.Role,
                Phrases = Phrases.Call },
        Command<ShowWhy>(ShowWhy.Command, "waarom", Anyone) with
            { Help = () => PurposeTexts.HelpWhy, Where = Place.Channel, FromOwnChat = true, InMenu = false, Phrases = Phrases.Why },
        Command<ShowTargets>(ShowTargets.Command, "doel", Anyone) with
            { Help = () => TargetTexts.HelpTarget, Where = Place.Channel, FromOwnChat = true, InMenu = false, Phrases = Phrases.Target },
        Command<ShowActivities>(ShowActivities.Command, "activiteit", Anyone) with
            { Topic = HelpTopic.Rhythm, Help = () => ActivityTexts.HelpActivity, Where = Place.Channel, FromOwnChat = true, InMenu = false,
                Argument = ArgumentKind.Title, Phrases = Phrases.Activity },
        Command<OpenRegistration>(OpenRegistration.Command, "aanmelden", Member) with
            { Help = () => RegistrationTexts.HelpRegister, Where = Place.Channel, Argument = ArgumentKind.Title, Phrases = Phrases.Register },
        Command<ConfirmEnd>(ConfirmEnd.Command, "afmelden", Lead, changes: false) with
            { Help = () => RegistrationTexts.HelpUnregister, Where = Place.Channel, FromOwnChat = true, InMenu = false, Phrases = Phrases.Unregister },
        Command<ShowInspiration>(ShowInspiration.Command, "inspiratie", Anyone) with { Topic = HelpTopic.Rhythm, Help = () => NudgeTexts.HelpInspire,
            Phrases = Phrases.Inspire },
        Command<ShareExample>(ShareExample.Command, "deel", Member) with { FromOwnChat = true, Phrases = Phrases.Share },
        Command<ListExamples>(ListExamples.Command, "voorbeelden", Member) with { FromOwnChat = true, Phrases = Phrases.Examples },
        Command<ShowNudges>(ShowNudges.Command, "weekbericht", Member) with
            { Topic = HelpTopic.Rhythm, Help = () => NudgeTexts.HelpNudge, Where = Place.Channel, FromOwnChat = true, Phrases = Phrases.Nudge },
        Command<AskPause>(AskPause.Command, "pauze", Lead, changes: false) with
            { Topic = HelpTopic.Rhythm, Help = () => NudgeTexts.HelpPause, Where = Place.Channel, FromOwnChat = true, InMenu = false, Phrases = Phrases.Pause },
        Command<ShowNudgeLog>(ShowNudgeLog.Command, "weekbericht logboek", Member),
        Command<ShowGivenUp>(ShowGivenUp.Command, "weekberichten opnieuw", Administrator, changes: false),
        Command<ShowQuietDays>(ShowQuietDays.Command, "stil", Administrator, changes: false),
        Command<AskLanguage>(AskLanguage.Command, "taal", Anyone, changes: true) with
            { Topic = HelpTopic.Bot, Help = () => LanguageTexts.HelpLanguage, Argument = ArgumentKind.Language, Phrases = Phrases.LanguageChoice },
        Command<ShowAdministrators>(ShowAdministrators.Command, "beheerders", Member, changes: true) with
            { Topic = HelpTopic.Bot, Help = () => AdministrationTexts.HelpAdmins, Argument = ArgumentKind.Person, Phrases = Phrases.Administrators },
        Command<AskToForgetMe>(AskToForgetMe.Command, "vergeet mij", Anyone) with
            { Topic = HelpTopic.Bot, Help = () => ErasureTexts.HelpForgetMe, Where = Place.OwnChat, Phrases = Phrases.ForgetMe },
        Command<ShowDoctor>(ShowDoctor.Command, "dokter", Anyone) with { Topic = HelpTopic.Bot, Help = () => DoctorTexts.HelpDoctor, Phrases = Phrases.Doctor },
        Command<ShowHelp>(ShowHelp.Command, "hulp", Anyone) with { Topic = HelpTopic.Bot, Argument = ArgumentKind.Topic, Help = () => HelpTexts.HelpHelp,
            Phrases = Phrases.Help },
        Command<ShowHelp>("hello", "hallo", Anyone) with { Phrases = Phrases.Greeting },
        Command<ShowHelp>("hi", "hoi", Anyone),
        Command<AnswerThanks>("thanks", "bedankt", Anyone) with { Phrases = Phrases.Thanks },
        Command<AnswerThanks>("thank you", "dank je", Anyone),
    ];

    /// <summary>The buttons on cards. The words are stable: cards stay in chats for months.</summary>
    public static IReadOnlyList<Route> Actions { get; } =
    [
        Action<RegisterCommunity>(RegisterCommunity.Verb, Member, mostPerPerson: ChangeLimits.RegistrationsPerPerson),
        Action<EditRegistration>(EditRegistration.Verb, Lead, changes: false),
        Action<SaveRegistration>(SaveRegistration.Verb, Lead),
        Action<EndRegistration>(EndRegistration.Verb, Lead),
        Action<RestoreRegistration>(RestoreRegistration.Verb, Lead),
        Action<ChooseHolder>(ChooseHolder.Verb, Lead, changes: false),
        Action<AssignRole>(AssignRole.Verb, Lead),
        Action<ManageRole>(ManageRole.Verb, Lead, changes: false),
        Action<SaveRole>(SaveRole.Verb, Lead),
        Action<AskToRelease>(AskToRelease.Verb, Lead, changes: false),
        Action<ReleaseRole>(ReleaseRole.Verb, Lead),
        Action<WithdrawInvitation>(WithdrawInvitation.Verb, Lead),
        Action<StopLeading>(StopLeading.Verb, Lead),
        // Pressed in somebody's own chat: the handler asks the roster of the community's channel.
        Action<AcceptRole>(AcceptRole.Verb, Anyone, changes: true),
        Action<AcceptRole>(AcceptRole.ThirdVerb, Anyone, changes: true),
        Action<DeclineRole>(DeclineRole.Verb, Anyone, changes: true),
        Action<TalkFirst>(TalkFirst.Verb, Anyone, changes: true),
        Action<AcceptBackup>(AcceptBackup.Verb, Anyone, changes: true),
        Action<DeclineBackup>(DeclineBackup.Verb, Anyone, changes: true),
        Action<UndoRole>(UndoRole.Verb, Anyone, changes: true),
        Action<EditWhy>(EditWhy.Verb, Lead, changes: false),
        Action<SaveWhy>(SaveWhy.Verb, Lead),
        Action<ConfirmWhy>(ConfirmWhy.Verb, Lead),
        // In the sponsor's own chat: whether they are the one who was asked is asked by the handler.
        Action<AcceptSponsor>(AcceptSponsor.Verb, Anyone, changes: true),
        Action<DeclineSponsor>(DeclineSponsor.Verb, Anyone, changes: true),
        Action<TellWhy>(TellWhy.Verb, Anyone, changes: true),
        Action<SkipPrompt>(SkipPrompt.Verb, Anyone),
        Action<StopPrompts>(StopPrompts.Verb, Anyone, changes: true),
        Action<ResumePrompts>(ResumePrompts.Verb, Anyone, changes: true),
        Action<OpenTarget>(OpenTarget.Verb, Lead, changes: false),
        Action<SaveTarget>(SaveTarget.Verb, Lead),
        Action<RemoveTarget>(RemoveTarget.Verb, Lead),
        // Whether it was the presser who did it last is asked by the rule.
        Action<UndoTarget>(UndoTarget.Verb, Member),
        Action<CountTarget>(CountTarget.Verb, Member),
        Action<AskWithout>(AskWithout.Verb, Lead, changes: false),
        Action<BeginWithout>(BeginWithout.Verb, Lead),
        Action<ShowTargetHistory>(ShowTargetHistory.Verb, Member, changes: false),
        // Whether it was the presser's to change, or they lead, is asked by the handler, which knows whose activity it is.
        Action<OpenActivity>(OpenActivity.Verb, Member, changes: false),
        Action<SaveActivity>(SaveActivity.Verb, Member),
        Action<RemoveActivity>(RemoveActivity.Verb, Member),
        Action<UndoActivity>(UndoActivity.Verb, Anyone, changes: true),
        Action<ComeToActivity>(ComeToActivity.Verb, Member),
        Action<StayAway>(StayAway.Verb, Member),
        Action<CountHeads>(CountHeads.Verb, Anyone, changes: true),
        Action<CallOffActivity>(CallOffActivity.Verb, Anyone, changes: true),
        Action<RefreshStatus>(RefreshStatus.Verb, Anyone),
        Action<ShowMore>(ShowMore.Verb, Anyone),
        Action<ShowChecks>(ShowChecks.Verb, Anyone),
        Action<ShowCheck>(ShowCheck.Verb, Anyone),
        Action<NoteConversation>(NoteConversation.Verb, Member),
        Action<ShareStatus>(ShareStatus.Verb, Anyone) with { Posts = true },
        Action<ReadQuestion>(ReadQuestion.Verb, Member, changes: false),
        Action<ReadSponsorQuestion>(ReadSponsorQuestion.Verb, Member, changes: false),
        Action<ShowChosenStatus>(ShowChosenStatus.Verb, Anyone),
        Action<ChooseLanguage>(ChooseLanguage.Verb, Anyone, changes: true),
        Action<EditAdministrators>(EditAdministrators.Verb, Administrator, changes: false),
        Action<NameAdministrator>(NameAdministrator.Verb, Administrator),
        Action<RemoveAdministrator>(RemoveAdministrator.Verb, Administrator),
        Action<AskToStopAdministering>(AskToStopAdministering.Verb, Administrator, changes: false),
        Action<StopAdministering>(StopAdministering.Verb, Administrator),
        Action<PostCall>(PostCall.Verb, Lead) with { Posts = true },
        Action<CloseCall>(CloseCall.Verb, Lead),
        Action<RaiseHand>(RaiseHand.Verb, Member),
        // Pressed in the chat of a lead: the handler asks about the community's channel.
        Action<AskWhoRaised>(AskWhoRaised.Verb, Anyone, changes: true),
        // In the chat of a lead, or of whoever was made an observer: as above.
        Action<ShowStaff>(ShowStaff.Verb, Anyone),
        Action<GiveRole>(GiveRole.Verb, Anyone, changes: true),
        Action<MakeObserver>(MakeObserver.Verb, Anyone, changes: true),
        Action<SayGoodbye>(SayGoodbye.Verb, Anyone),
        Action<KeepStaff>(KeepStaff.Verb, Anyone, changes: true),
        Action<StopObserving>(StopObserving.Verb, Anyone, changes: true),
        Action<ShowMePage>(ShowMePage.Verb, Anyone),
        Action<EditContribution>(EditContribution.Verb, Anyone),
        Action<ShowWholeContribution>(ShowWholeContribution.Verb, Anyone),
        Action<SaveContribution>(SaveContribution.Verb, Anyone, changes: true),
        Action<ConfirmContribution>(ConfirmContribution.Verb, Anyone, changes: true),
        Action<StopContribution>(StopContribution.Verb, Anyone, changes: true),
        Action<ShowChosenContributions>(ShowChosenContributions.Verb, Anyone),
        Action<AnswerNudge>(AnswerNudge.Verb, Member),
        Action<ShowNudgeMore>(ShowNudgeMore.Verb, Anyone),
        Action<ShowNudge>(ShowNudge.Verb, Anyone),
        Action<ShowRhythmMore>(ShowRhythmMore.Verb, Member, changes: false),
        Action<PreviewNudge>(PreviewNudge.Verb, Lead, changes: false),
        Action<SendNudge>(SendNudge.Verb, Lead) with { Posts = true },
        Action<EditRhythm>(EditRhythm.Verb, Lead, changes: false),
        Action<SaveRhythm>(SaveRhythm.Verb, Lead),
        Action<AskPause>(AskPause.Verb, Lead, changes: false),
        Action<PauseNudges>(PauseNudges.Verb, Lead),
        Action<ResumeNudges>(ResumeNudges.Verb, Lead),
        Action<ChooseReview>(ChooseReview.Verb, Lead),
        Action<UndoReview>(UndoReview.Verb, Lead),
        // Pressed in one's own chat: the handler asks the roster of the community's channel.
        Action<AnswerTime>(AnswerTime.Verb, Anyone, changes: true),
        Action<AddQuietDays>(AddQuietDays.Verb, Administrator),
        Action<ClearQuietDays>(ClearQuietDays.Verb, Administrator),
        Action<RetryGivenUp>(RetryGivenUp.Verb, Administrator),
        Action<ProposeExample>(ProposeExample.Verb, Member),
        // Whether the presser leads the community of the example is asked by the handler: the button may stand in a personal chat.
        Action<DecideExample>(DecideExample.Verb, Anyone, changes: true),
        Action<EditExample>(EditExample.Verb, Anyone),
        Action<SaveExample>(SaveExample.Verb, Anyone, changes: true),
        // In an administrator's own chat: the handler asks whether they are one.
        Action<ShowMoreExamples>(ShowMoreExamples.Verb, Anyone),
        Action<ShowAudit>(ShowAudit.Verb, Member, changes: false),
        Action<ForgetMe>(ForgetMe.Verb, Anyone, changes: true),
        Action<TranslateWelcome>(TranslateWelcome.Verb, Anyone),
    ];

    /// <summary>What happens around the bot. A new channel and the like concern nobody yet and have no line.</summary>
    public static IReadOnlyList<Route> Events { get; } =
    [
        Event<WelcomeOnce>(BotAdded),
        Event<FollowRemoval>(BotRemoved),
        Event<FollowMembers>(MembersAdded),
        Event<FollowMembers>(MembersRemoved),
        Event<FollowPlace>(ChannelRenamed),
        Event<FollowPlace>(ChannelDeleted),
        Event<FollowPlace>(ChannelRestored),
        Event<FollowPlace>(ChannelShared),
        Event<FollowPlace>(ChannelUnshared),
        Event<FollowPlace>(TeamRenamed),
        Event<FollowPlace>(TeamArchived),
        Event<FollowPlace>(TeamUnarchived),
        Event<FollowPlace>(TeamDeleted),
        Event<FollowPlace>(TeamRestored),
    ];

    /// <summary>What becomes due, by the word that stands in the due lines. The words are stored, so they never change.</summary>
    public static IReadOnlyList<JobRoute> Jobs { get; } =
    [
        Job<Reconcile>(PresenceStore.ReconcileJob, () => PresenceTexts.JobName),
        Job<LearnTeam>(LearnTeam.Kind, () => PresenceTexts.JobName),
        Job<CheckPerson>(CheckPerson.Kind, () => PresenceTexts.JobName),
        Job<TellTrouble>(TellTrouble.Kind, () => PresenceTexts.JobName),
        Job<AdministratorNews>(AdministratorStore.NewsJob, () => AdministrationTexts.JobName),
        Job<AskContribution>(ContributionStore.AskJob, () => ContributionTexts.JobName),
        Job<PostStatus>(PostStatus.Kind, () => StatusTexts.JobName),
        Job<SendCall>(SendCall.Kind, () => CallTexts.JobName),
        Job<RenewCall>(RenewCall.Kind, () => CallTexts.JobName),
        Job<HandNews>(CallStore.RaisedHandJob, () => CallTexts.JobName),
        Job<CheckStaff>(StaffStore.CheckJob, () => StaffTexts.JobName),
        Job<TellObserver>(StaffStore.ObserverJob, () => StaffTexts.JobName),
        Job<AnswerPersonally>(PersonalAnswerStore.Job, () => ErasureTexts.JobName),
        Job<AskSponsor>(PurposeChanges.AskJob, () => PurposeTexts.JobName),
        Job<SponsorNews>(PurposeChanges.NewsJob, () => PurposeTexts.JobName),
        Job<SponsorPrompt>(PurposeChanges.PromptJob, () => PurposeTexts.JobName),
        Job<AskHeads>(ActivityStore.AskJob, () => ActivityTexts.JobName),
        Job<CountLogged>(TallyLine.Kind, () => ActivityTexts.TallyJobName),
        Job<ClearActivity>(ActivityStore.ClearJob, () => ActivityTexts.JobName),
        Sweep<NudgeSweep>(RhythmChanges.Sweep, () => NudgeTexts.JobName),
        Job<PostNudge>(PostNudge.Kind, () => NudgeTexts.JobName),
        Job<RanDryJob>(RanDryJob.Kind, () => NudgeTexts.JobName),
        Job<TellGivenUp>(GivenUpStore.TellJob, () => AdministrationTexts.JobName),
        Job<MilestoneJob>(MilestoneStore.Job, () => MilestoneTexts.JobName),
        Job<AskTime>(TimeAnswers.AskJob, () => TimeTexts.JobName),
        Job<TellTimeShort>(TimeAnswers.ShortJob, () => TimeTexts.JobName),
        Job<ReviewJob>(ReviewJob.Kind, () => ExampleTexts.JobName),
        Job<AuditExpiry>(AuditStore.SweepJob, () => AuditTexts.JobName),
        Upkeep<LedgerRetention>(LedgerRetention.Kind, () => AuditTexts.JobName),
        Upkeep<ClearErased>(ClearErased.Kind, () => ErasureTexts.JobName),
        Job<ErasePerson>(PersonEraser.Job, () => ErasureTexts.JobName) with { RunsAlone = true },
        Job<InvitationJob>(RoleChanges.InvitationJob, () => RoleTexts.JobName),
        Job<NewsJob>(RoleChanges.NewsJob, () => RoleTexts.JobName),
        Job<TellChannel>(RoleChanges.AloudJob, () => RoleTexts.JobName),
        Job<RenewAskingCard>(RoleChanges.CardJob, () => RoleTexts.JobName),
    ];

    /// <summary>What comes again and again for every community: planned when it is registered or restored, when it changes, and when it is looked at.</summary>
    public static IReadOnlyList<Type> Rounds { get; } =
    [
        Round<PresenceRound>(),
        Round<NudgeRound>(),
        Round<TimeRound>(),
        Round<MilestoneRound>(),
        Round<SponsorRound>(),
        Round<StaffRound>(),
        Round<AuditStore>(),
    ];

    /// <summary>
    /// Who forgets a person that is erased, in this order: others hear first that a role is free, then the community forgets, then what stands beside it.
    /// </summary>
    public static IReadOnlyList<Type> Erasers { get; } =
    [
        Eraser<RoleChanges>(),
        Eraser<CommunityEraser>(),
        Eraser<ContributionStore>(),
        Eraser<AuditStore>(),
        Eraser<TargetHistoryStore>(),
        Eraser<ExampleStore>(),
        Eraser<NudgeStore>(),
        Eraser<CallStore>(),
    ];

    /// <summary>What the engine plans when something happens in it that people must hear of.</summary>
    public static AlarmRoutes Alarms { get; } = new(GivenUp: GivenUpStore.LineOf, NoReadBack: TellTrouble.NoReadBackLineOf);

    /// <summary>What answers when no line does.</summary>
    public static Fallbacks Otherwise { get; } = new(
        UnknownCommand: Command<OfferHelp>("", "", Anyone),
        StaleCard: Action<AnswerStaleCard>("", Anyone));

    /// <summary>All lines.</summary>
    public static IReadOnlyList<Route> All { get; } = [.. Commands, .. Actions, .. Events];

    /// <summary>Every class that a line names. What they need is found by their constructors.</summary>
    public static IEnumerable<Type> Named =>
        [.. All.Append(Otherwise.UnknownCommand).Append(Otherwise.StaleCard).Select(route => route.Handler), .. Jobs.Select(route => route.Job)];

    /// <param name="changes">Whether it may change something; by default what only leads and administrators may.</param>
    private static Route Command<T>(string english, string dutch, Audience audience, bool? changes = null)
        where T : IHandler => new(RouteKind.Command, english, dutch, audience, typeof(T), changes ?? audience is Lead or Administrator);

    /// <param name="changes">Whether it may change something; by default what not everyone may.</param>
    private static Route Action<T>(string verb, Audience audience, bool? changes = null, int? mostPerPerson = null)
        where T : IHandler => new(RouteKind.Action, verb, verb, audience, typeof(T), changes ?? audience != Anyone, mostPerPerson);

    /// <param name="name">What administrators read where the job was given up, in the current language.</param>
    private static JobRoute Job<T>(string kind, Func<string> name)
        where T : IJob => new(kind, typeof(PatientJob<T>), name);

    /// <summary>A job of the engine itself, which says nothing to anybody.</summary>
    /// <inheritdoc cref="Job{T}(string, Func{string})"/>
    private static JobRoute Upkeep<T>(string kind, Func<string> name)
        where T : IJob => new(kind, typeof(T), name);

    /// <inheritdoc cref="Job{T}"/>
    private static JobRoute Sweep<T>(string kind, Func<string> name)
        where T : ISweep => new(kind, typeof(T), name);

    private static Type Round<T>()
        where T : IRound => typeof(T);

    private static Type Eraser<T>()
        where T : IEraser => typeof(T);

    private static Route Event<T>(HappeningKind kind)
        where T : IHandler => new(RouteKind.Event, kind.ToString(), kind.ToString(), Anyone, typeof(T));
}
