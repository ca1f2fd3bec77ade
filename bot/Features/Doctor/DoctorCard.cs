using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Doctor;

internal enum Health { Works, Attention, Note }

/// <summary>One thing that was checked: how it is, and what to do, in a sentence.</summary>
internal sealed record Finding(Health Health, string Sentence);

/// <summary>The findings, what needs attention first.</summary>
internal static class DoctorCard
{
    public static AdaptiveCard Render(IReadOnlyList<Finding> findings) => new()
    {
        Lang = Language.Current,
        FallbackText = Verdict(findings),
        Body =
        [
            Parts.Head(DoctorTexts.Title, [HasTrouble(findings)
                ? Parts.Badge(DoctorTexts.Attention, BadgeStyle.Attention) : Parts.Badge(DoctorTexts.Works, BadgeStyle.Good)]),
            Parts.Paragraph(Verdict(findings)),
            .. Findings(findings, Health.Attention, DoctorTexts.Attention, "⚠"),
            .. Findings(findings, Health.Works, DoctorTexts.Works, "✓"),
            .. Findings(findings, Health.Note, DoctorTexts.Note, "ℹ"),
        ],
        Actions =
        [
            Parts.CommandButton(DoctorTexts.Again, ShowDoctor.Command),
            Parts.CommandButton(DoctorTexts.ToStatus, CommandNames.Status),
        ],
    };

    /// <summary>The whole in one sentence.</summary>
    public static string Verdict(IReadOnlyList<Finding> findings) =>
        HasTrouble(findings) ? DoctorTexts.SomeMissing : DoctorTexts.AllWell;

    private static bool HasTrouble(IReadOnlyList<Finding> findings) => findings.Any(finding => finding.Health == Health.Attention);

    private static IReadOnlyList<CardElement> Findings(IReadOnlyList<Finding> all, Health health, string title, string symbol)
    {
        var sentences = all.Where(finding => finding.Health == health).Select(finding => finding.Sentence).ToList();
        return sentences.Count == 0 ? [] : [Parts.Subheading(title), .. sentences.Select(sentence => Parts.Paragraph($"{symbol} {sentence}"))];
    }
}
