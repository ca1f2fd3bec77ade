using System.Text.RegularExpressions;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Schedule;

/// <summary>What stands in Schedule/ itself is the engine's face; its chambers belong to it alone.</summary>
public sealed partial class FaceTests
{
    private const string Face = "TeamsCommunityBot.Schedule";

    [Fact]
    public void Nothing_in_a_chamber_is_public()
    {
        var chambers = typeof(IAgenda).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith(Face + ".", StringComparison.Ordinal) == true).ToList();

        Assert.NotEmpty(chambers);
        Assert.Empty(chambers.Where(type => type.IsPublic).Select(type => type.FullName));
    }

    /// <summary>Routes names a job of the engine's own beside those of the features.</summary>
    [Fact]
    public void Only_the_engine_and_the_table_of_routes_know_its_chambers()
    {
        var users = Repository.Files("bot", "*.cs").Where(file => UsesChamber().IsMatch(Repository.Read(file)));

        Assert.Equal(["bot/Routes.cs"], users.Where(file => !file.StartsWith("bot/Schedule/", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"\bSchedule\.(Due|Tenants|Sending)\b")]
    private static partial Regex UsesChamber();
}
