using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Erasure;

/// <param name="Leaves">The names of the communities where the person lays something down.</param>
/// <param name="OnlyLeads">The names of those that nobody else leads: there somebody takes over first.</param>
/// <param name="IsLastAdministrator">Nobody else administers the bot: somebody is named first.</param>
internal sealed record ForgetView(IReadOnlyList<string> Leaves, IReadOnlyList<string> OnlyLeads, bool IsLastAdministrator)
{
    public bool IsBlocked => OnlyLeads.Count > 0 || IsLastAdministrator;

    public static ForgetView Of(string personId, IReadOnlyList<Community> mine, Administrators administrators)
    {
        var registered = mine.Where(community => community.IsRegistered).OrderBy(community => community.Name, StringComparer.CurrentCultureIgnoreCase).ToList();
        return new(
            [.. registered.Where(community => community.IsLedBy(personId)).Select(community => community.Name)],
            [.. registered.Where(community => community.IsOnlyLedBy(personId)).Select(community => community.Name)],
            administrators is { All: [var last] } && last.Who.Id == personId);
    }
}

/// <summary>The cards about being erased, in one's own chat.</summary>
internal static class ForgetCard
{
    private const int MostNames = 20;

    public static AdaptiveCard Ask(ForgetView view)
    {
        return new()
        {
            Lang = Language.Current,
            FallbackText = ErasureTexts.AskTitle,
            Body =
            [
                Parts.Head(ErasureTexts.AskTitle, []),
                Parts.Paragraph(ErasureTexts.Erased),
                Parts.Hint(ErasureTexts.Kept),
                .. Parts.Optional(view.OnlyLeads.Count > 0
                    ? Parts.Notice(NoticeKind.Attention, Words.Fill(ErasureTexts.LastLead, Names(view.OnlyLeads))) : null),
                .. Parts.Optional(view.IsLastAdministrator ? Parts.Notice(NoticeKind.Attention, ErasureTexts.LastAdministrator) : null),
                .. Parts.Optional(view is { IsBlocked: false, Leaves.Count: > 0 }
                    ? Parts.Notice(NoticeKind.Info, Words.Fill(ErasureTexts.LaysDown, Names(view.Leaves))) : null),
            ],
            Actions =
            [
                .. Parts.Optional(view.IsBlocked ? null : new ActionExecute { Title = ErasureTexts.Forget, Verb = ForgetMe.Verb,
                    Style = ActionStyle.Destructive }),
                .. Parts.Optional(view.IsLastAdministrator ? Parts.CommandButton(ErasureTexts.Administrators, CommandNames.Administrators) : null),
                Parts.CommandButton(view.IsBlocked ? ErasureTexts.LookAgain : ErasureTexts.Cancel,
                    view.IsBlocked ? AskToForgetMe.Command : CommandNames.Status),
            ],
        };
    }

    public static AdaptiveCard Done() => new()
    {
        Lang = Language.Current,
        FallbackText = ErasureTexts.DoneTitle,
        Body = [Parts.Head(ErasureTexts.DoneTitle, []), Parts.Paragraph(ErasureTexts.Done)],
        Actions = [Parts.CommandButton(ErasureTexts.Help, CommandNames.Help)],
    };

    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNames).Select(name => Plain.Text(Plain.Shorten(name, Community.NameLimit)))) + (names.Count > MostNames ? ", …" : "");
}
