using TeamsCommunityBot.BotBuilder.Support;
using Xunit;

namespace TeamsCommunityBot.BotBuilder.Tokens;

internal static class Agreement
{
    private static readonly HashSet<string> Rules = [.. Stricter.Table.Select(row => row.Rule)];

    /// <summary>Both let it in, both refuse it, or ours alone refuses it by a rule of the table.</summary>
    public static void Check(Verdict ours, Verdict sdk)
    {
        if (ours.LetIn) Assert.True(sdk.LetIn, $"Laxer than the SDK, which answers {sdk.Status} {sdk.Reason}.");
        else if (sdk.LetIn) Assert.True(Rules.Contains(ours.Reason ?? ""), $"Stricter than the SDK by a rule that is not in the table: '{ours.Reason}'.");
    }
}
