using System.Globalization;
using TeamsCommunityBot.Simulator;

namespace TeamsCommunityBot.Benchmarks.Servers;

/// <summary>
/// A simulated Teams and Graph with a large organisation, in a process of its own, so that its memory is not counted as the bot's. It writes down who is
/// where; told <c>leave</c>, a hundred holders are gone; told <c>count</c>, it says what it was asked.
/// </summary>
internal static class OrganisationServer
{
    public const int Teams = 1_000;
    public const int PeopleInTeam = 50;
    public const int Leavers = 100;

    /// <param name="list">The file that gets a line per team: its address, group, and three people who have roles.</param>
    public static async Task<int> RunAsync(string list)
    {
        await using var sim = await SimTeams.StartAsync(new SimOptions { Limits = false, RecordAtMost = 100_000 });
        sim.Graph.PageSize = 999;
        var teams = Enumerable.Range(0, Teams).Select(number => Add(sim, number)).ToList();
        await File.WriteAllLinesAsync(list, [.. sim.Settings().Select(setting => $"{setting.Key}={setting.Value}"), "", $"{sim.ServiceUrl}",
            .. teams.Select(Line)]);
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } word)
        {
            if (word == "leave") Leave(teams);
            Console.WriteLine(word == "count" ? Count(sim) : "done");
        }
        return 0;
    }

    private static SimTeam Add(SimTeams sim, int number)
    {
        var name = number.ToString("D4", CultureInfo.InvariantCulture);
        var team = sim.Org.AddTeam(sim.Sample.Tenant, $"Team {name}");
        for (var i = 0; i < PeopleInTeam; i++) team.Roster.Add(sim.Org.AddPerson(sim.Sample.Tenant, $"Persoon {i} van {name}"), owner: i == 0);
        return team;
    }

    private static string Line(SimTeam team) =>
        string.Join('\t', [team.Id, .. team.Roster.People.Take(3).SelectMany(person => new[] { person.AadObjectId, person.Address })]);

    /// <summary>Every tenth team loses who builds: by turns out of the team, by a closed account, by a deleted one.</summary>
    private static void Leave(List<SimTeam> teams)
    {
        foreach (var (team, number) in teams.Where((_, number) => number % (Teams / Leavers) == 0).Select((team, number) => (team, number)))
        {
            var who = team.Roster.People[0];
            if (number % 3 == 1) who.IsEnabled = false;
            if (number % 3 == 2) who.IsDeleted = true;
            if (number % 3 != 1) team.Roster.Remove(who);
        }
    }

    private static string Count(SimTeams sim)
    {
        var requests = sim.Requests.Where(request => request.Operation != SimOperation.Token).ToList();
        sim.Forget();
        var graph = requests.Count(request => request.Operation >= SimOperation.GraphTeamMembers && !request.IsBatched);
        var questions = requests.Count(request => request.Operation >= SimOperation.GraphTeamMembers && request.Operation != SimOperation.GraphBatch);
        var users = requests.Count(request => request.Operation is SimOperation.GraphUsersDelta);
        return string.Create(CultureInfo.InvariantCulture,
            $"{graph} {questions} {users} {requests.Count - graph - requests.Count(request => request.IsBatched)}");
    }
}
