using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// What stands in a channel for somebody whose own chat stays closed to the bot: that there is something for them, and nothing of what it is or whom it
/// comes from. They read it behind the button, alone.
/// </summary>
internal static class Knock
{
    /// <param name="name">Who is mentioned.</param>
    /// <param name="verb">The button's action, which needs no data: it finds by who presses what there is for them.</param>
    public static AdaptiveCard Card(string name, string verb) => new()
    {
        Lang = Language.Current,
        FallbackText = Summary(name),
        Body = [Parts.Notice(NoticeKind.Info, Words.Fill(CommunityTexts.Knock, Mention.Of(name)))],
        Actions = [new ActionExecute { Title = CommunityTexts.KnockRead, Verb = verb, Data = new Dictionary<string, string>() }],
    };

    public static string Summary(string name) => Words.Fill(CommunityTexts.Knock, Plain.OneLine(name));
}
