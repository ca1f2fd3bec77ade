using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>A data file of version 0.1.0, from before there were roles, under today's bot.</summary>
public sealed class RolesBeforeStory : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("community-bot-");
    private Story _story = null!;

    public async ValueTask InitializeAsync()
    {
        var file = Path.Combine(_folder.FullName, "released.db");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Storage", "Released", "0.1.0.sqlite"), file);
        _story = await Story.StartAsync(new Dictionary<string, string?> { ["Storage:Sqlite"] = file });
    }

    public async ValueTask DisposeAsync()
    {
        await _story.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_community_from_before_there_were_roles_has_three_that_are_open()
    {
        await _story.Host.Services.GetRequiredService<ITable>().InsertAsync(
            new(TurnClaim.PartitionOf(_story.Org.Tenant.Id, _story.Org.Channel.Id), "community"), AsVersion010Wrote, TestContext.Current.CancellationToken);

        var status = await _story.AsksAsync(_story.Org.Bram, _story.Org.Channel, "status");

        status.Card.Says("Lezers van toen");
        Assert.Equal(4, status.Card!.Words().Split("nog niemand").Length - 1);
    }

    private string AsVersion010Wrote => $$"""
        {"TenantId":"{{_story.Org.Tenant.Id}}","ChannelId":"{{_story.Org.Channel.Id}}","TeamId":"{{_story.Org.Team.Id}}","Name":"Lezers van toen","Theme":"",
        "StartDate":"2026-09-01","Language":"nl","TimeZone":"Europe/Amsterdam",
        "Address":{"ServiceUrl":"{{_story.Sim.ServiceUrl}}","ConversationId":"{{_story.Org.Channel.Id}}","BotId":"{{_story.Sim.Activities.BotId}}"},
        "IsOpenChannel":true,"RegisteredBy":"{{_story.Org.Anna.AadObjectId}}","RegisteredAt":"2026-09-01T08:00:00+00:00","Revision":1,"UnregisteredAt":null,
        "ChannelName":{"Value":"AI in de praktijk","At":"2026-09-01T08:00:00+00:00"},"TeamName":{"Value":null,"At":"0001-01-01T00:00:00+00:00"},
        "BotRemoved":{"Value":false,"At":"0001-01-01T00:00:00+00:00"},"ChannelDeleted":{"Value":false,"At":"0001-01-01T00:00:00+00:00"},
        "TeamArchived":{"Value":false,"At":"0001-01-01T00:00:00+00:00"},"TeamDeleted":{"Value":false,"At":"0001-01-01T00:00:00+00:00"},
        "Shared":{"Value":false,"At":"0001-01-01T00:00:00+00:00"},"v":1}
        """;
}
