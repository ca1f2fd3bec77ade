using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Audit;

/// <param name="Community">What people typed.</param>
/// <param name="Entries">What the viewer may see, newest first.</param>
/// <param name="IsLead">Leads see everything; others are told that they do not.</param>
/// <param name="ChannelId">The community's channel, where the card stands elsewhere.</param>
/// <param name="Older">Where older entries begin; null when there are none.</param>
internal sealed record AuditView(string Community, string TimeZone, IReadOnlyList<AuditEntry> Entries, bool IsLead, string? ChannelId, string? Older);

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
                Parts.Head(AuditTexts.Title, []),
                Parts.Hint(Words.Fill(view.IsLead ? AuditTexts.IntroLead : AuditTexts.IntroMember, Plain.Text(view.Community), AuditStore.MonthsKept)),
                view.Entries.Count == 0 ? Parts.Paragraph(AuditTexts.Nothing) : Parts.Facts([.. view.Entries.Select(entry => Line(entry, view))]),
            ],
            Actions =
            [
                .. Parts.Optional(view.Older is { } older ? Older(older, view.ChannelId) : null),
                Parts.CommandButton(AuditTexts.Back, CommandNames.Status),
            ],
        };
    }

    private static Fact Line(AuditEntry entry, AuditView view) =>
        new(Words.Day(LocalTime.DayIn(view.TimeZone, entry.At)), AuditSentences.Of(entry, view.IsLead));

    private static ActionExecute Older(string after, string? channelId)
    {
        var data = new Dictionary<string, string> { [ShowAudit.AfterKey] = after };
        if (channelId is not null) data[ShowAudit.ChannelKey] = channelId;
        return new() { Title = AuditTexts.Older, Verb = ShowAudit.Verb, Data = data };
    }
}
