namespace TeamsCommunityBot.Tests.Security;

/// <summary>Who may do what a button does.</summary>
public enum Who
{
    /// <summary>Everyone, for it shows what everyone may see, or is about the presser alone.</summary>
    Anyone,

    /// <summary>Everyone in the channel, guests too: they look on.</summary>
    Present,

    /// <summary>A colleague in the channel.</summary>
    Member,
    Lead,
    Administrator,
}

/// <summary>Where the button stands.</summary>
public enum Spot { Channel, Chat, Unregistered }

/// <summary>A button as it would stand on a card, about the community of the village's channel.</summary>
/// <param name="Data">The signed facts; <c>CHANNEL</c> stands for the channel's id.</param>
/// <param name="Inputs">What is filled in; <c>SELF</c> stands for Chris, <c>ADMIN</c> for Dina.</param>
public sealed record VerbCase(Who Who, Spot Spot = Spot.Channel, string Data = "", string Inputs = "")
{
    public IReadOnlyDictionary<string, string> Facts(Village village) => Read(Data, village);

    public IReadOnlyDictionary<string, string> Filled(Village village) => Read(Inputs, village);

    private static Dictionary<string, string> Read(string pairs, Village village) => pairs
        .Replace("CHANNEL", village.Org.Channel.Id, StringComparison.Ordinal)
        .Replace("SELF", village.Org.Chris.AadObjectId, StringComparison.Ordinal)
        .Replace("ADMIN", village.Org.Dina.AadObjectId, StringComparison.Ordinal)
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .ToDictionary(pair => pair.Split('=', 2)[0], pair => pair.Split('=', 2)[1]);
}

/// <summary>Every button of the bot. A test fails while a new one has no line here: who adds a button says who may press it.</summary>
public static class VerbTable
{
    private const string Form = "Name=Van een ander&Theme=x&StartDate=2026-09-01&Language=nl";

    public static IReadOnlyDictionary<string, VerbCase> All { get; } = new Dictionary<string, VerbCase>
    {
        ["community.register"] = new(Who.Member, Spot.Unregistered, Inputs: Form),
        ["community.edit"] = new(Who.Lead),
        ["community.save"] = new(Who.Lead, Data: "revision=1", Inputs: Form),
        ["community.unregister"] = new(Who.Lead, Data: "revision=1"),
        ["community.restore"] = new(Who.Lead),
        ["status.refresh"] = new(Who.Anyone),
        ["status.more"] = new(Who.Anyone),
        ["checks.show"] = new(Who.Anyone),
        ["checks.one"] = new(Who.Anyone, Data: "check=Roles"),
        ["start.talked"] = new(Who.Member, Data: "held=True"),
        ["status.share"] = new(Who.Anyone),
        ["role.question"] = new(Who.Member),
        ["why.question"] = new(Who.Member),
        ["status.show"] = new(Who.Present, Spot.Chat, Inputs: "Community=CHANNEL"),
        ["language.choose"] = new(Who.Lead, Data: "language=en"),
        ["welcome.language"] = new(Who.Anyone, Data: "language=en&name=Dina&administrator=True"),
        ["admins.edit"] = new(Who.Administrator),
        ["admins.name"] = new(Who.Administrator, Inputs: "Person=SELF"),
        ["admins.remove"] = new(Who.Administrator, Inputs: "Former=ADMIN"),
        ["admins.ask-stop"] = new(Who.Administrator),
        ["admins.stop"] = new(Who.Administrator),
        ["audit.show"] = new(Who.Member, Data: "channel=CHANNEL"),
        ["person.forget"] = new(Who.Anyone),
        ["role.choose"] = new(Who.Lead, Data: "role=Bouwer&number=0"),
        ["role.assign"] = new(Who.Lead, Data: "role=Bouwer&number=0", Inputs: "Person=SELF"),
        ["role.manage"] = new(Who.Lead, Data: "role=Bouwer&number=0"),
        ["role.save"] = new(Who.Lead, Data: "role=Bouwer&number=0", Inputs: "Backup=SELF"),
        ["role.release"] = new(Who.Lead, Data: "role=Bouwer&number=0"),
        ["role.release.sure"] = new(Who.Lead, Data: "role=Bouwer&number=0"),
        ["role.withdraw"] = new(Who.Lead, Data: "role=Bouwer&number=0"),
        ["role.stop"] = new(Who.Lead),
        ["role.accept"] = new(Who.Member, Spot.Chat, "role=Bouwer&number=1&channel=CHANNEL"),
        ["role.accept.third"] = new(Who.Member, Spot.Chat, "role=Bouwer&number=1&channel=CHANNEL"),
        ["role.decline"] = new(Who.Member, Spot.Chat, "role=Bouwer&number=1&channel=CHANNEL"),
        ["role.talk"] = new(Who.Member, Spot.Chat, "role=Bouwer&number=1&channel=CHANNEL"),
        ["role.backup.accept"] = new(Who.Member, Spot.Chat, "role=Bouwer&number=1&channel=CHANNEL"),
        ["role.backup.decline"] = new(Who.Member, Spot.Chat, "role=Bouwer&number=1&channel=CHANNEL"),
        ["role.undo"] = new(Who.Member, Spot.Chat, "role=Bouwer&number=1&channel=CHANNEL"),
        ["call.post"] = new(Who.Lead, Inputs: "Roles=Bouwer,Verbinder&Text=Wie doet mee?"),
        ["call.close"] = new(Who.Lead, Data: "number=1"),
        ["call.raise"] = new(Who.Member, Data: "number=1"),
        ["call.ask"] = new(Who.Lead, Spot.Chat, "channel=CHANNEL&number=1&person=SELF&role=Bouwer"),
        ["staff.show"] = new(Who.Lead, Spot.Chat, "channel=CHANNEL&person=SELF"),
        ["staff.role"] = new(Who.Lead, Spot.Chat, "channel=CHANNEL&person=SELF"),
        ["staff.observe"] = new(Who.Lead, Spot.Chat, "channel=CHANNEL&person=SELF"),
        ["staff.goodbye"] = new(Who.Lead, Spot.Chat, "channel=CHANNEL&person=SELF"),
        ["staff.fine"] = new(Who.Lead, Spot.Chat, "channel=CHANNEL&person=SELF"),
        ["staff.join"] = new(Who.Member, Spot.Chat, "channel=CHANNEL&person=SELF"),
        ["why.edit"] = new(Who.Lead),
        ["why.save"] = new(Who.Lead, Data: "revision=0", Inputs: "Why=Zomaar&Goal=&Link=&Sponsor=SELF"),
        ["why.confirm"] = new(Who.Lead, Data: "revision=0"),
        ["why.sponsor.accept"] = new(Who.Member, Spot.Chat, "channel=CHANNEL&number=1"),
        ["why.sponsor.decline"] = new(Who.Member, Spot.Chat, "channel=CHANNEL&number=1"),
        ["why.told"] = new(Who.Member, Spot.Chat, "channel=CHANNEL&number=1"),
        ["why.later"] = new(Who.Member, Spot.Chat, "channel=CHANNEL&number=1"),
        ["why.stop"] = new(Who.Member, Spot.Chat, "channel=CHANNEL&number=1"),
        ["why.resume"] = new(Who.Member, Spot.Chat, "channel=CHANNEL&number=1"),
        ["target.open"] = new(Who.Lead),
        ["target.save"] = new(Who.Lead, Inputs: "Metric=Members&Baseline=8&Number=40&Deadline=2027-09-01"),
        ["target.remove"] = new(Who.Lead, Data: "target=1&revision=1", Inputs: "Reason=Zomaar"),
        ["target.undo"] = new(Who.Member, Data: "target=1&revision=1"),
        ["target.count"] = new(Who.Member, Data: "target=1&revision=1", Inputs: "Count=12"),
        ["target.without"] = new(Who.Lead),
        ["target.without.save"] = new(Who.Lead, Inputs: "Reason=Zomaar"),
        ["target.history"] = new(Who.Member),
        ["activity.open"] = new(Who.Member, Data: "channel=CHANNEL&activity="),
        ["activity.save"] = new(Who.Member, Data: "channel=CHANNEL&activity=", Inputs: "Title=Iets&Day=2026-11-23&Heads=4"),
        ["activity.remove"] = new(Who.Member, Data: "channel=CHANNEL&day=2026-11-23&activity=1&revision=1"),
        ["activity.undo"] = new(Who.Member, Spot.Chat, "channel=CHANNEL&day=2026-11-23&activity=1&revision=1"),
        ["activity.count"] = new(Who.Member, Spot.Chat, "channel=CHANNEL&day=2026-11-23&activity=1&revision=1", "Heads=4"),
        ["activity.off"] = new(Who.Member, Spot.Chat, "channel=CHANNEL&day=2026-11-23&activity=1&revision=1"),
        ["activity.come"] = new(Who.Member, Data: "channel=CHANNEL&day=2026-11-23&activity=1&revision=1"),
        ["activity.stay"] = new(Who.Member, Data: "channel=CHANNEL&day=2026-11-23&activity=1&revision=1"),
        ["me.page"] = new(Who.Anyone, Spot.Chat, "page=1"),
        ["contribution.edit"] = new(Who.Member, Spot.Chat, "channel=CHANNEL"),
        ["contribution.more"] = new(Who.Member, Spot.Chat, "channel=CHANNEL&revision=0", "Hours=4"),
        ["contribution.save"] = new(Who.Member, Spot.Chat, "channel=CHANNEL&revision=0", "Commitment1=Een&Commitment2=Twee&Commitment3=Drie&Hours=4"),
        ["contribution.confirm"] = new(Who.Member, Spot.Chat, "channel=CHANNEL&revision=0"),
        ["contribution.stop"] = new(Who.Member, Spot.Chat, "channel=CHANNEL&revision=0"),
        ["contributions.show"] = new(Who.Lead, Spot.Chat, Inputs: "Community=CHANNEL"),
        ["nudge.answer"] = new(Who.Member, Data: "nudge=1&answer=Inspires"),
        ["nudge.more"] = new(Who.Anyone),
        ["nudge.show"] = new(Who.Anyone),
        ["nudge.rhythm.more"] = new(Who.Member),
        ["nudge.preview"] = new(Who.Lead),
        ["nudge.send"] = new(Who.Lead),
        ["nudge.edit"] = new(Who.Lead),
        ["nudge.save"] = new(Who.Lead, Inputs: "Day=Tuesday&Time=10:00&Cadence=Weekly&Zone=Europe/Amsterdam"),
        ["nudge.pause.ask"] = new(Who.Lead),
        ["nudge.pause"] = new(Who.Lead, Data: "until=2026-12-24"),
        ["nudge.resume"] = new(Who.Lead),
        ["milestone.choose"] = new(Who.Lead, Data: "choice=GoOn&revision=0"),
        ["milestone.undo"] = new(Who.Lead, Data: "revision=0"),
        ["time.answer"] = new(Who.Member, Spot.Chat, "channel=CHANNEL&month=2026-11&answer=No"),
        ["quiet.add"] = new(Who.Administrator, Inputs: "From=2026-12-19&To=2027-01-03"),
        ["quiet.clear"] = new(Who.Administrator),
        ["work.retry"] = new(Who.Administrator),
        ["example.propose"] = new(Who.Member, Inputs: "Title=Iets&Text=Iets dat wij deden&Link="),
        ["example.decide"] = new(Who.Lead, Spot.Chat, "channel=CHANNEL&example=1&revision=1&decision=Approved"),
        ["example.page"] = new(Who.Anyone, Spot.Chat, "page=1"),
        ["example.edit"] = new(Who.Lead, Spot.Chat, "channel=CHANNEL&example=1&revision=1"),
        ["example.save"] = new(Who.Lead, Spot.Chat, "channel=CHANNEL&example=1&revision=1", "Title=Iets&Text=Iets dat wij deden&Link="),
    };

    /// <summary>Who must not get anything done with a button: names of the village.</summary>
    public static IReadOnlyList<string> AdversariesOf(VerbCase verb) => verb switch
    {
        { Who: Who.Anyone } => [],
        { Who: Who.Present } => ["Outsider"],
        // A chat with somebody of another tenant is refused at the door, with everything else of that tenant.
        { Who: Who.Member, Spot: Spot.Chat } => ["Guest", "Outsider"],
        { Who: Who.Member } => ["Guest", "Stranger", "Outsider"],
        { Who: Who.Lead, Spot: Spot.Chat } => ["Chris", "Bram", "Guest", "Outsider"],
        { Who: Who.Lead } => ["Chris", "Bram", "Guest", "Stranger", "Outsider"],
        _ => ["Anna", "Chris", "Guest", "Stranger", "Outsider"],
    };

    /// <summary>Who may press a button.</summary>
    public static string RightfulOf(VerbCase verb) => verb.Who switch { Who.Lead => "Anna", Who.Administrator => "Dina", _ => "Chris" };
}
