using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Purposes;

/// <summary>What somebody filled in about the why, checked. The names of the properties are the ids of the inputs.</summary>
/// <param name="Sponsor">An Entra object id, which is only a wish until the roster agrees; <see cref="Nobody"/>; or empty for no choice.</param>
/// <param name="Problems">Why it cannot be taken as it is; empty when it can.</param>
internal sealed record WhyAnswer(string Why, string Goal, string Link, string Sponsor, IReadOnlyList<FieldProblem> Problems)
{
    public const string Nobody = "nobody";

    public static WhyAnswer Of(Purpose purpose) => new(purpose.Why, purpose.Goal, purpose.Link ?? "", purpose.Sponsor?.Who.Id ?? Nobody, []);

    public static WhyAnswer Read(IReadOnlyDictionary<string, string> inputs)
    {
        var why = Plain.OneLine(inputs.GetValueOrDefault(nameof(Why), ""));
        var goal = Plain.OneLine(inputs.GetValueOrDefault(nameof(Goal), ""));
        var link = inputs.GetValueOrDefault(nameof(Link), "").Trim();
        // The form shows again what was filled in; what is far too long would make the card too large to be sent.
        return new(Plain.Shorten(why, 2 * Purpose.WhyLimit), Plain.Shorten(goal, 2 * Purpose.GoalLimit), Plain.Shorten(link, Purpose.LinkLimit),
            SponsorOf(inputs.GetValueOrDefault(nameof(Sponsor), "")),
        [
            .. Fields.Problem(why.Length == 0, nameof(Why), PurposeTexts.WhyMissing),
            .. Fields.Problem(Plain.IsLonger(why, Purpose.WhyLimit), nameof(Why), Words.Fill(PurposeTexts.WhyTooLong, Purpose.WhyLimit)),
            .. Fields.Problem(Plain.IsLonger(goal, Purpose.GoalLimit), nameof(Goal), Words.Fill(PurposeTexts.GoalTooLong, Purpose.GoalLimit)),
            .. Fields.Problem(link.Length > 0 && !WebLink.IsFine(link, Purpose.LinkLimit), nameof(Link), PurposeTexts.LinkWrong),
        ]);
    }

    private static string SponsorOf(string chosen) => chosen == Nobody ? Nobody : Guid.TryParse(chosen, out var id) ? id.ToString("D") : "";
}
