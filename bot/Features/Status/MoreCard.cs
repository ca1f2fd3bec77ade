using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Status;

/// <summary>Where the rest of a community is: what does not fit under the status.</summary>
internal static class MoreCard
{
    /// <param name="name">The community's: what people typed.</param>
    public static AdaptiveCard Render(string name) => new()
    {
        Lang = Language.Current,
        FallbackText = StatusTexts.MoreSummary,
        Body =
        [
            Parts.Head(Words.Fill(StatusTexts.MoreTitle, Plain.Text(name)), []),
            .. Group(StatusTexts.MoreWhat, StatusTexts.MoreWhatDoes,
                Parts.CommandButton(StatusTexts.WhyButton, CommandNames.Why),
                Parts.CommandButton(StatusTexts.TargetButton, CommandNames.Target),
                new ActionExecute { Title = StatusTexts.Why, Verb = SharedVerbs.ShowHistory },
                new ActionExecute { Title = StatusTexts.Edit, Verb = SharedVerbs.EditRegistration }),
            .. Group(StatusTexts.MorePeople, StatusTexts.MorePeopleDoes,
                Parts.CommandButton(StatusTexts.RolesButton, CommandNames.Roles),
                Parts.CommandButton(StatusTexts.MineButton, CommandNames.Me),
                Parts.CommandButton(StatusTexts.CallButton, CommandNames.Call)),
            .. Group(StatusTexts.MoreRhythm, StatusTexts.MoreRhythmDoes,
                Parts.CommandButton(StatusTexts.ActivityButton, CommandNames.Activity),
                Parts.CommandButton(StatusTexts.MessageButton, CommandNames.Nudge),
                Parts.CommandButton(StatusTexts.InspireButton, CommandNames.Inspire)),
        ],
        Actions =
        [
            new ActionExecute { Title = StatusTexts.Back, Verb = RefreshStatus.Verb },
            Parts.CommandButton(StatusTexts.Help, CommandNames.Help),
        ],
    };

    private static IEnumerable<CardElement> Group(string title, string does, params IReadOnlyList<CardAction> buttons) =>
        [Parts.Subheading(title), Parts.Hint(does), new ActionSet(buttons) { Spacing = Spacing.Small }];
}
