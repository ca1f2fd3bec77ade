using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>S62: somebody or something spoiled a row. That community says so and stays as it is; the others go on.</summary>
public class SpoiledRowStory : StoryTests
{
    public SpoiledRowStory()
        : this(null)
    {
    }

    protected SpoiledRowStory(Azurite? azurite)
        : base("2026-11-23T09:00:00Z", azurite)
    {
    }

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

    [Theory]
    [InlineData("""{"Nama":"ID"}""")]
    [InlineData("not json, but of ID")]
    public async Task A_spoiled_community_keeps_nobody_from_being_erased(string spoiled)
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel, "Bedorven lezers");
        await Story.RegistersAsync(Org.Anna, Org.Private, "Gezonde lezers");
        var chat = Story.Sim.Org.ChatWith(Org.Bram);
        await Story.SaysAsync(Org.Bram, chat, "taal nederlands");
        await SpoilAsync(spoiled.Replace("ID", Org.Bram.AadObjectId, StringComparison.Ordinal));
        var ask = await Story.AsksAsync(Org.Bram, chat, "vergeet mij");

        await Story.PressesAsync(Org.Bram, ask, "person.forget");
        await Story.LaterAsync(TimeSpan.FromMinutes(1));

        Assert.Empty(Story.Host.RowsWith(Org.Bram.AadObjectId));
    }

    [Fact]
    public async Task Whoever_registered_a_community_that_was_spoiled_is_erased_from_its_line_too()
    {
        await Story.RegistersAsync(Org.Anna, Org.Private, "Gezonde lezers");
        await Story.RegistersAsync(Org.Bram, Org.Channel, "Bedorven lezers");
        await SpoilAsync("{}");
        var ask = await Story.AsksAsync(Org.Bram, Story.Sim.Org.ChatWith(Org.Bram), "vergeet mij");

        await Story.PressesAsync(Org.Bram, ask, "person.forget");
        await Story.LaterAsync(TimeSpan.FromMinutes(1));

        Assert.Empty(Story.Host.RowsWith(Org.Bram.AadObjectId));
    }

    [Fact]
    public async Task A_spoiled_row_of_messages_keeps_no_other_community_waiting()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel, "Bedorven lezers");
        await Story.RegistersAsync(Org.Anna, Org.Private, "Gezonde lezers");
        await Story.LaterAsync(TimeSpan.FromDays(7));
        await SpoilAsync("{}", new(Key.Join("nudges", Org.Tenant.Id), Key.Join("state", Org.Channel.Id)));
        var before = Messages();

        await Story.LaterAsync(TimeSpan.FromDays(7));

        Assert.Equal(before + 1, Messages());

        int Messages() => Story.Sim.Posts(Org.Private).Count(post => post.Json.Contains("nudge.answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_team_that_is_archived_is_heard_of_by_its_healthy_communities()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel, "Bedorven lezers");
        await Story.RegistersAsync(Org.Anna, Org.Private, "Gezonde lezers");
        await SpoilAsync("{}");

        await Story.SendAsync(Story.Sim.Activities.TeamEvent("teamArchived", Org.Team, Org.Anna));

        var (table, ct) = (Story.Host.Services.GetRequiredService<ITable>(), TestContext.Current.CancellationToken);
        var row = await table.FindAsync(new(TurnClaim.PartitionOf(Org.Tenant.Id, Org.Private.Id), "community"), ct);
        Assert.True((bool?)JsonNode.Parse(row!.Json)!["TeamArchived"]!["Value"]);
    }

    private async Task SpoilAsync(string json, Key? row = null)
    {
        var (table, ct) = (Story.Host.Services.GetRequiredService<ITable>(), TestContext.Current.CancellationToken);
        var key = row ?? new Key(TurnClaim.PartitionOf(Org.Tenant.Id, Org.Channel.Id), "community");
        var entry = await table.FindAsync(key, ct);
        Assert.NotNull(await table.ReplaceAsync(key, json, entry!.ETag, ct));
    }
}

/// <summary>The same on Azure Tables.</summary>
public sealed class SpoiledRowOnAzureStory(Azurite azurite) : SpoiledRowStory(azurite);
