using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>The flying start on a card: how many of the small steps were taken, and which are left. The words alone would do.</summary>
internal static class StartRow
{
    public static CardElement Of(FlyingStart start) => new Container(
    [
        Parts.Progress(start.Done.Count, start.Done.Count + start.ToDo.Count, SentenceOf(start)),
        .. Parts.Optional(start.ToDo.Count > 0 ? Parts.Hint(Words.Fill(StartTexts.ToDo, string.Join(", ", start.ToDo.Select(NameOf)))) : null),
    ])
    { Spacing = Spacing.Medium };

    private static string SentenceOf(FlyingStart start) => start switch
    {
        { ToDo.Count: 0 } => StartTexts.AllDone,
        { DaysLeft: 1 } => Words.Fill(StartTexts.LastDay, start.Done.Count, start.Done.Count + start.ToDo.Count),
        _ => Words.Fill(StartTexts.Sentence, start.Done.Count, start.Done.Count + start.ToDo.Count, start.DaysLeft),
    };

    private static string NameOf(FirstStep step) => step switch
    {
        FirstStep.RolesAsked => StartTexts.RolesAsked,
        FirstStep.WhyWritten => StartTexts.WhyWritten,
        FirstStep.TargetSet => StartTexts.TargetSet,
        FirstStep.ActivityPlanned => StartTexts.ActivityPlanned,
        FirstStep.ConversationHeld => StartTexts.ConversationHeld,
        _ => StartTexts.ExampleShared,
    };
}
