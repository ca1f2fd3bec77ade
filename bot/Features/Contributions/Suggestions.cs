using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>What somebody in a role might promise, so that nobody starts with an empty form. The person changes it to what is true for them.</summary>
internal static class Suggestions
{
    /// <summary>Three to five lines in the current language; for two roles the first of each.</summary>
    public static IReadOnlyList<string> For(IReadOnlyList<Role> roles) => roles switch
    {
        [] => [ContributionTexts.PartOne, ContributionTexts.PartTwo, ContributionTexts.PartThree],
        [var only] => Of(only),
        _ => [.. roles.SelectMany((role, place) => Of(role).Take(place == 0 ? 3 : 2)).Take(Contribution.MostCommitments)],
    };

    private static IReadOnlyList<string> Of(Role role) => role switch
    {
        Role.Bouwer => [ContributionTexts.BouwerOne, ContributionTexts.BouwerTwo, ContributionTexts.BouwerThree, ContributionTexts.BouwerFour],
        Role.Verbinder => [ContributionTexts.VerbinderOne, ContributionTexts.VerbinderTwo, ContributionTexts.VerbinderThree, ContributionTexts.VerbinderFour],
        _ => [ContributionTexts.AanjagerOne, ContributionTexts.AanjagerTwo, ContributionTexts.AanjagerThree, ContributionTexts.AanjagerFour],
    };
}
