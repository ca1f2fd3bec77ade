using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Features.Status;

/// <summary>The flying start on the status, while it lasts.</summary>
internal static class StatusStart
{
    public static IEnumerable<CardElement> Of(StatusView view)
    {
        if (view.Start is not { } start) return [];
        var press = (start.ToDo.Contains(FirstStep.ConversationHeld), view.HasJustTalked) switch
        {
            (true, _) => Button(StatusTexts.PressTalked, held: true),
            (_, true) => Button(StatusTexts.PressNotTalked, held: false),
            _ => null,
        };
        return [StartRow.Of(start), .. Parts.Optional(press is null || !view.IsHere ? null : new ActionSet([press]) { Spacing = Spacing.Small })];
    }

    private static ActionExecute Button(string title, bool held) =>
        new() { Title = title, Verb = NoteConversation.Verb, Data = ButtonData.Of(new ConversationFacts(held)) };
}
