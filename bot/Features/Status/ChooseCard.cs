using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Status;

/// <summary>Outside a channel: which community is it about?</summary>
internal static class ChooseCard
{
    /// <param name="communities">Channel id and name of what the person may see.</param>
    public static AdaptiveCard Choose(IReadOnlyList<(string ChannelId, string Name)> communities) => new()
    {
        Lang = Language.Current,
        FallbackText = StatusTexts.ChooseTitle,
        Body =
        [
            Parts.Head(StatusTexts.ChooseTitle, []),
            Parts.Hint(StatusTexts.ChooseIntro),
            new InputChoiceSet([.. communities.Select(community => new Choice(Plain.OneLine(community.Name), community.ChannelId))])
            {
                Id = nameof(StatusAnswer.Community),
                Label = StatusTexts.ChooseLabel,
                Value = communities[0].ChannelId,
                IsRequired = true,
                ErrorMessage = StatusTexts.ChooseMissing,
            },
        ],
        Actions = [new ActionExecute { Title = StatusTexts.Show, Verb = ShowChosenStatus.Verb, Style = ActionStyle.Positive }],
    };

    /// <summary>In a channel without a community: the way to one.</summary>
    public static AdaptiveCard NoCommunity(string? notice) => new()
    {
        Lang = Language.Current,
        FallbackText = StatusTexts.NoCommunity,
        Body =
        [
            .. Parts.Optional(notice is null ? null : Parts.Notice(NoticeKind.Info, Plain.Text(notice))),
            Parts.Head(StatusTexts.NoCommunityTitle, []),
            Parts.Paragraph(StatusTexts.NoCommunity),
        ],
        Actions = [Parts.CommandButton(StatusTexts.Register, CommandNames.Register) with { Style = ActionStyle.Positive },
            Parts.CommandButton(StatusTexts.Help, CommandNames.Help)],
    };
}

/// <summary>What the choice above sends: the id of the input is the property's name.</summary>
/// <param name="Community">A channel id; only a wish until the roster agrees.</param>
internal sealed record StatusAnswer(string Community);
