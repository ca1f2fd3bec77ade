using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>S62: somebody or something spoiled a row. That community says so and stays as it is; the others go on.</summary>
public sealed class SpoiledRowStory : StoryTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("not json at all")]
    [InlineData("null")]
    [InlineData("""{"TenantId":null,"ChannelId":null,"TeamId":null,"Name":null,"StartDate":"2026-09-01","Language":"nl","Address":null,"RegisteredBy":null,"RegisteredAt":"2026-09-01T00:00:00Z"}""")]
    [InlineData("""{"TenantId":"t","ChannelId":"c","TeamId":"t","Name":"n","StartDate":"yesterday","Language":"nl","Address":{},"RegisteredBy":"p","RegisteredAt":1}""")]
    public async Task One_spoiled_community_is_told_and_left_alone(string spoiled)
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel, "Bedorven lezers");
        await Story.RegistersAsync(Org.Anna, Org.Private, "Gezonde lezers");
        await SpoilAsync(spoiled);
        var before = Story.Host.Fingerprint();

        foreach (var said in new[] { "status", "register", "afmelden" })
            Assert.Contains("niet te lezen", (await Story.AsksAsync(Org.Anna, Org.Channel, said)).Text, StringComparison.Ordinal);

        Assert.Equal(before, Story.Host.Fingerprint());
        (await Story.AsksAsync(Org.Anna, Org.Private, "status")).Card.Says("Gezonde lezers");
        Assert.Contains("Gezonde lezers", (await Story.AsksAsync(Org.Anna, Story.Sim.Org.ChatWith(Org.Anna), "status")).Card!.Words(),
            StringComparison.Ordinal);
    }

    private async Task SpoilAsync(string json)
    {
        var (table, ct) = (Story.Host.Services.GetRequiredService<ITable>(), TestContext.Current.CancellationToken);
        var key = new Key(TurnClaim.PartitionOf(Org.Tenant.Id, Org.Channel.Id), "community");
        var entry = await table.FindAsync(key, ct);
        Assert.NotNull(await table.ReplaceAsync(key, json, entry!.ETag, ct));
    }
}
