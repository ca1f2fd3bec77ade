using System.Globalization;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>
/// <c>/community me</c>: to the person alone. Asked in front of others, it answers with a sentence and sends the card to the person's own chat: what
/// somebody promised is nobody else's to read.
/// </summary>
internal sealed class ShowMe(MyCommunities mine, PersonalAnswerStore answers) : IHandler
{
    public const string Command = CommandNames.Me;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (!turn.IsBetweenUs)
        {
            await answers.PlanAsync(turn, PersonalAnswer.Me, ct);
            return new Reply.Text(ContributionTexts.SentPersonally);
        }
        var view = MeView.Of(await mine.OfAsync(turn.TenantId, turn.From, turn.Conversation.Id, turn.At, ct), page: 1, turn.Notice);
        return new Reply.Card(MeCard.Render(view), MeCard.Summary(view));
    }
}

/// <summary>The buttons that turn the pages of somebody with many communities.</summary>
internal sealed class ShowMePage(MyCommunities mine) : IHandler
{
    public const string Verb = "me.page";
    public const string PageKey = "page";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (!turn.IsBetweenUs) return new Reply.Continue(ShowMe.Command);
        var page = int.TryParse(turn.Press?.Data.GetValueOrDefault(PageKey), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 1;
        var view = MeView.Of(await mine.OfAsync(turn.TenantId, turn.From, turn.Conversation.Id, turn.At, ct), page, notice: null);
        return new Reply.Replace(MeCard.Render(view), MeCard.Summary(view), ForEveryone: false);
    }
}
