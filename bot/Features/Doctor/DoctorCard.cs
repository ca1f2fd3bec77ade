using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Doctor;

public enum Health { Works, Attention, Note }

/// <summary>One thing that was checked: how it is, and what to do, in a sentence.</summary>
public sealed record Finding(Health Health, string Sentence);

/// <summary>The findings, what needs attention first.</summary>
public static class DoctorCard
{
    public static AdaptiveCard Render(IReadOnlyList<Finding> findings) => new()
    {
        Lang = Language.Current,
        FallbackText = Verdict(findings),
        Body =
        [
            Parts.Heading(DoctorTexts.Title),
            Parts.Paragraph(Verdict(findings)),
            Parts.Facts([.. findings.OrderBy(finding => finding.Health != Health.Attention).Select(finding => new Fact(Label(finding.Health), finding.Sentence))]),
        ],
        Actions = [Parts.CommandButton(DoctorTexts.Again, "doctor")],
    };

    /// <summary>The whole in one sentence.</summary>
    public static string Verdict(IReadOnlyList<Finding> findings) =>
        findings.Any(finding => finding.Health == Health.Attention) ? DoctorTexts.SomeMissing : DoctorTexts.AllWell;

    private static string Label(Health health) => health switch
    {
        Health.Works => $"✓ {DoctorTexts.Works}",
        Health.Attention => $"⚠ {DoctorTexts.Attention}",
        _ => $"ℹ {DoctorTexts.Note}",
    };
}
