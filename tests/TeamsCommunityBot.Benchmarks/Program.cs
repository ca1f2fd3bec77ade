using System.Globalization;
using TeamsCommunityBot.Benchmarks.Fuzz;
using TeamsCommunityBot.Benchmarks.Harness;
using TeamsCommunityBot.Benchmarks.Runs;
using TeamsCommunityBot.Benchmarks.Servers;
using TeamsCommunityBot.Tests.Schedule.Bulk;

const string Usage = """
    dotnet run -c Release --project tests/TeamsCommunityBot.Benchmarks -- <run> [--quick]

      all         everything below, in about thirteen minutes
      turns       turns a second on SQLite, beside echo bots on the JavaScript SDKs and bare Kestrel
      azurite     turns a second on Azure Tables, as Azurite plays them
      operations  round trips to the tables that a turn costs
      coldstart   from starting the process to the first answer, with 1 and with 100,000 communities
      reconcile   a night's question who is still here: 1,000 communities of 50 people, 100 of them gone
      text        reading a message that was made to be slow to read
      growth      status with 52 and with 20,000 rows of history
      fairness    a tenant whose connector hangs among 100 tenants: the others' slowest turns with it and without

      --quick     short runs, to see that everything works

      sweeps      what the bot sends of its own accord: pace, noisy neighbours, storage, memory, several processes, the due index; in about
                  ten minutes; sweeps pace (noisy, memory, processes, due) runs that part alone
      chaos       kills, stops and freezes processes that send, fifty times over, on SQLite and on Azurite; in about twenty minutes;
                  chaos read-back runs only the rows in which channels are read back

    dotnet run -c Release --project tests/TeamsCommunityBot.Benchmarks -- fuzz <target> [--seconds 60]

      all, reader, normaliser, key, command, card: what reads text of strangers; with afl++ where it is installed
    """;

try
{
    return args switch
    {
        ["serve-connector", var port] => await ConnectorServer.RunAsync(port),
        ["serve-echo", var port] => await EchoServer.RunAsync(port, null),
        ["serve-echo", var port, "--storage", var storage] => await EchoServer.RunAsync(port, storage),
        ["serve-organisation", var list] => await OrganisationServer.RunAsync(list),
        ["fuzz-one", var target] => FuzzRun.RunOne(target),
        ["fuzz", var target] => await FuzzRun.RunAsync(target, 60),
        ["fuzz", var target, "--seconds", var seconds] => await FuzzRun.RunAsync(target, int.Parse(seconds, CultureInfo.InvariantCulture)),
        [BulkSweep.Command, .. var settings] => await BulkSweep.RunAsync(settings),
        ["sweeps"] => await SweepsRun.RunAsync(Pace.Full),
        ["sweeps", "--quick"] => await SweepsRun.RunAsync(Pace.Quick),
        ["sweeps", var part] => await SweepsRun.RunAsync(Pace.Full, part),
        ["chaos"] => await ChaosRun.RunAsync(Pace.Full),
        ["chaos", "--quick"] => await ChaosRun.RunAsync(Pace.Quick),
        ["chaos", "read-back"] => await ChaosRun.RunAsync(Pace.Full, onlyReadBack: true),
        ["chaos", "read-back", "--quick"] => await ChaosRun.RunAsync(Pace.Quick, onlyReadBack: true),
        [var run] => await Benchmarks.RunAsync(run, Pace.Full),
        [var run, "--quick"] => await Benchmarks.RunAsync(run, Pace.Quick),
        _ => Help(),
    };
}
catch (BenchmarkException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

static int Help()
{
    Console.Error.WriteLine(Usage);
    return 2;
}
