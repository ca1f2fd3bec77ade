using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Contributions;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Contributions;

/// <summary>What a contribution said before, as it stands in the store.</summary>
internal static class ContributionSteps
{
    public static async Task<IReadOnlyList<Contribution>> OfAsync(Story story, SimPerson who)
    {
        await using var scope = story.Host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ContributionStore>()
            .PastAsync(story.Org.Tenant.Id, story.Org.Channel.Id, who.AadObjectId, 10, TestContext.Current.CancellationToken);
    }
}
