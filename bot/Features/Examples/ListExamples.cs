using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Examples;

/// <summary>
/// <c>/community examples</c>: what was shared here, and the ways to decide on it. To an administrator in their own chat all that may go before every
/// team, so that they can take back any.
/// </summary>
internal sealed class ListExamples(CommunityStore communities, ExampleStore examples, AllExamples all) : IHandler
{
    public const string Command = "examples";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind == ConversationKind.Personal && await all.PageAsync(turn, page: 1, ct) is { } page) return page;
        if (turn.Conversation.Kind != ConversationKind.Channel) return new Reply.Text(ExampleTexts.OnlyInChannel);
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        var list = await examples.OfChannelAsync(turn.TenantId, community.ChannelId, ct);
        return new Reply.Card(ExampleCard.List(list, community.Today(turn.At)), ExampleTexts.ListTitle);
    }
}

/// <summary>The button "more" under the list for administrators.</summary>
internal sealed class ShowMoreExamples(AllExamples all) : IHandler
{
    public const string Verb = "example.page";
    public const string PageKey = "page";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var page = int.TryParse(turn.Press?.Data.GetValueOrDefault(PageKey), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 1;
        return turn.IsBetweenUs && await all.PageAsync(turn, page, ct) is { } card
            ? new Reply.Replace(card.Body, card.Summary, ForEveryone: false) : new Reply.Text(ExampleTexts.OnlyInChannel);
    }
}

/// <summary>What was shared in open channels all over an organisation, for its administrators.</summary>
internal sealed class AllExamples(ExampleStore examples, LeadRights rights)
{
    /// <summary>A page of the list; null for somebody who does not administer the bot.</summary>
    /// <param name="page">Counted from 1; past the end it is the first.</param>
    public async ValueTask<Reply.Card?> PageAsync(Turn turn, int page, CancellationToken ct)
    {
        if (!await rights.AdministersAsync(turn.TenantId, turn.From.Id, ct)) return null;
        var list = await examples.OpenAsync(turn.TenantId, ct);
        var today = LocalTime.DayIn(turn.TimeZone ?? LocalTime.DefaultZone, turn.At);
        return new(ExampleCard.ListAll(list, page, today), ExampleTexts.AllTitle);
    }
}
