using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>S62: somebody or something spoiled a row. That community says so and stays as it is; the others go on.</summary>
public sealed class SpoiledRowStory : IAsyncLifetime
{
    private Story _story = null!;

    public async ValueTask InitializeAsync() => _story = await Story.StartAsync();

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Theory]
    [InlineData("{}")]
    [InlineData("not json at all")]
    [InlineData("null")]
    [InlineData("""{"TenantId":null,"ChannelId":null,"TeamId":null,"Name":null,"StartDate":"2026-09-01","Language":"nl","Address":null,"RegisteredBy":null,"RegisteredAt":"2026-09-01T00:00:00Z"}""")]
    [InlineData("""{"TenantId":"t","ChannelId":"c","TeamId":"t","Name":"n","StartDate":"yesterday","Language":"nl","Address":{},"RegisteredBy":"p","RegisteredAt":1}""")]
    public async Task One_spoiled_community_is_told_and_left_alone(string spoiled)
    {
        await _story.RegistersAsync(_story.Org.Anna, _story.Org.Channel, "Bedorven lezers");
        await _story.RegistersAsync(_story.Org.Anna, _story.Org.Private, "Gezonde lezers");
        await SpoilAsync(spoiled);
        var before = _story.Host.Fingerprint();

        foreach (var said in new[] { "status", "register", "afmelden" })
            Assert.Contains("niet te lezen", (await _story.AsksAsync(_story.Org.Anna, _story.Org.Channel, said)).Text, StringComparison.Ordinal);

        Assert.Equal(before, _story.Host.Fingerprint());
        Assert.Contains("Gezonde lezers", (await _story.AsksAsync(_story.Org.Anna, _story.Org.Private, "status")).Card!.Words(), StringComparison.Ordinal);
        Assert.Contains("Gezonde lezers", (await _story.AsksAsync(_story.Org.Anna, _story.Sim.Org.ChatWith(_story.Org.Anna), "status")).Card!.Words(),
            StringComparison.Ordinal);
    }

    private async Task SpoilAsync(string json)
    {
        var (table, ct) = (_story.Host.Services.GetRequiredService<ITable>(), TestContext.Current.CancellationToken);
        var key = new Key(TurnClaim.PartitionOf(_story.Org.Tenant.Id, _story.Org.Channel.Id), "community");
        var entry = await table.FindAsync(key, ct);
        Assert.NotNull(await table.ReplaceAsync(key, json, entry!.ETag, ct));
    }
}
