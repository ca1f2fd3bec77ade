using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Audit;

/// <param name="Community">What people typed.</param>
/// <param name="Entries">What the viewer may see, newest first.</param>
/// <param name="IsLead">Leads see everything; others are told that they do not.</param>
/// <param name="ChannelId">The community's channel, where the card stands elsewhere.</param>
/// <param name="Older">Where older entries begin; null when there are none.</param>
/// <param name="IsEarlier">Whether newer entries stand on a page before this one.</param>
internal sealed record AuditView(
    string Community, string TimeZone, IReadOnlyList<AuditEntry> Entries, bool IsLead, string? ChannelId, string? Older, bool IsEarlier = false);

/// <summary>Who did what to a role, when.</summary>
internal static class AuditCard
{
    public static AdaptiveCard Render(AuditView view)
    {
        return new()
        {
            Lang = Language.Current,
            FallbackText = AuditTexts.Title,
            Body =
            [
                Parts.Head(AuditTexts.Title, view.IsEarlier ? [Parts.Badge(AuditTexts.BadgeEarlier, BadgeStyle.Informative, "History")] : []),
                Parts.Hint(Words.Fill(view.IsLead ? AuditTexts.IntroLead : AuditTexts.IntroMember, Plain.Text(view.Community), AuditStore.MonthsKept)),
                .. view.Entries.Count == 0
                    ? [Parts.Paragraph(AuditTexts.Nothing)]
                    : view.Entries.GroupBy(entry => LocalTime.DayIn(view.TimeZone, entry.At)).Select(day => Day(day.Key, [.. day], view)),
            ],
            Actions =
            [
                .. Parts.Optional(view.Older is { } older ? Page(AuditTexts.Older, older, view.ChannelId) : null),
                .. Parts.Optional(view.IsEarlier ? Page(AuditTexts.Newest, after: null, view.ChannelId) : null),
                Parts.CommandButton(AuditTexts.Back, CommandNames.Status),
            ],
        };
    }

    private static CardElement Day(DateOnly day, IReadOnlyList<AuditEntry> entries, AuditView view) => Parts.Group(
        Words.Day(day), state: null, [.. entries.Select(entry => Parts.Paragraph(AuditSentences.Of(entry, view.IsLead)))]);

    /// <param name="after">The last entry seen; null for the newest page.</param>
    private static ActionExecute Page(string title, string? after, string? channelId)
    {
        var data = new Dictionary<string, string>();
        if (after is not null) data[ShowAudit.AfterKey] = after;
        if (channelId is not null) data[ShowAudit.ChannelKey] = channelId;
        return new() { Title = title, Verb = ShowAudit.Verb, Data = data };
    }
}
