namespace TeamsCommunityBot.Domain;

/// <summary>The small wins of the first days, in the order in which they help.</summary>
public enum FirstStep
{
    /// <summary>Somebody was asked for each role, whatever they answered.</summary>
    RolesAsked,
    WhyWritten,

    /// <summary>Or a lead said why there is none.</summary>
    TargetSet,
    ActivityPlanned,

    /// <summary>Somebody said that they had one: nothing else tells it, and nothing of it is kept but the day.</summary>
    ConversationHeld,
    ExampleShared,
}

/// <summary>The days of the first steps of which nothing else on the community tells. Nobody is named.</summary>
/// <param name="ActivityOn">When the first activity was planned or noted; null until then.</param>
/// <param name="ConversationOn">When somebody said that they had a first conversation.</param>
/// <param name="ExampleOn">When the first example was shared.</param>
public sealed record FirstSteps(DateOnly? ActivityOn = null, DateOnly? ConversationOn = null, DateOnly? ExampleOn = null)
{
    public static FirstSteps None { get; } = new();
}

/// <summary>How far the flying start is.</summary>
/// <param name="DaysLeft">The day on which it is looked at included.</param>
public sealed record FlyingStart(IReadOnlyList<FirstStep> Done, IReadOnlyList<FirstStep> ToDo, int DaysLeft)
{
    /// <summary>It lasts for so many days from the registration on.</summary>
    public const int Days = 30;
}

/// <summary>The rules about the flying start; pure.</summary>
public sealed partial record Community
{
    /// <summary>Null in rows from before there was a flying start: what they did first, nobody noted.</summary>
    public FirstSteps? FirstSteps { get; init; }

    /// <summary>How far the flying start is on a day; null when it is over, or there was none. Known of an <see cref="Outline"/> as well.</summary>
    public FlyingStart? FlyingStartOn(DateOnly today)
    {
        var left = Today(RegisteredAt).AddDays(FlyingStart.Days).DayNumber - today.DayNumber;
        if (FirstSteps is null || left <= 0) return null;
        var steps = Enum.GetValues<FirstStep>().ToLookup(HasTaken);
        return new([.. steps[true]], [.. steps[false]], left);
    }

    /// <summary>Whether a first step was taken; known from what happened, never from what somebody ticked off but for the conversation.</summary>
    public bool HasTaken(FirstStep step) => step switch
    {
        FirstStep.RolesAsked => Roles.All().All(slot => slot.Revision > 0),
        FirstStep.WhyWritten => Purpose.ConfirmedOn is not null,
        FirstStep.TargetSet => Targets.Open.Count > 0 || WithoutTarget is not null,
        FirstStep.ActivityPlanned => FirstSteps?.ActivityOn is not null,
        FirstStep.ConversationHeld => FirstSteps?.ConversationOn is not null,
        _ => FirstSteps?.ExampleOn is not null,
    };

    /// <summary>An activity is planned or noted; the community itself where it is not the first.</summary>
    public Community WithFirstActivity(DateOnly today) =>
        FirstSteps is { ActivityOn: null } steps ? this with { FirstSteps = steps with { ActivityOn = today } } : this;

    /// <summary>An example is shared; likewise.</summary>
    public Community WithFirstExample(DateOnly today) =>
        FirstSteps is { ExampleOn: null } steps ? this with { FirstSteps = steps with { ExampleOn = today } } : this;

    /// <summary>Somebody says that they had a first conversation, or on the same day takes it back.</summary>
    public Community WithConversation(bool held, DateOnly today) => FirstSteps switch
    {
        { ConversationOn: null } steps when held => this with { FirstSteps = steps with { ConversationOn = today } },
        { ConversationOn: { } day } steps when !held && day == today => this with { FirstSteps = steps with { ConversationOn = null } },
        _ => this,
    };
}
