using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TeamsCommunityBot.Benchmarks.Harness;

/// <summary>A server under measurement or beside it: a process on one core, listening on loopback.</summary>
internal sealed class Server : IAsyncDisposable
{
    private const int LastLines = 40;
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);
    private readonly Process process;
    private readonly Queue<string> output = new();

    private Server(Process process, int port) => (this.process, Address) = (process, new Uri($"http://127.0.0.1:{port}"));

    public Uri Address { get; }

    /// <summary>The largest memory so far, in MiB.</summary>
    public double PeakMiB => Machine.PeakMemory(process.Id) / 1048576.0;

    /// <summary>What the server's processor worked since its start, on all its threads.</summary>
    public TimeSpan Worked
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts the program on a core; it does not listen yet when this returns.</summary>
    /// <param name="port">Where the program will listen: told to it by the arguments or the environment.</param>
    public static Server Start(int cpu, int port, string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        // taskset becomes the program (exec), so the process id is the server's own.
        var start = new ProcessStartInfo("taskset", ["-c", $"{cpu}", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Artifacts,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var server = new Server(Process.Start(start)!, port);
        server.process.OutputDataReceived += server.Keep;
        server.process.ErrorDataReceived += server.Keep;
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        return server;
    }

    /// <summary>A port that nobody has just now.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <exception cref="BenchmarkException">It ended, or took too long; the message holds the end of its output.</exception>
    public async Task ListeningAsync()
    {
        var begin = Stopwatch.GetTimestamp();
        while (!await AcceptsAsync())
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(begin) > StartTime)
                throw new BenchmarkException($"{process.StartInfo.ArgumentList[2]} did not start to listen:\n{Output()}");
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }

    /// <summary>The last lines that the server wrote.</summary>
    public string Output()
    {
        lock (output)
            return string.Join('\n', output);
    }

    /// <summary>Ends the process at once.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<bool> AcceptsAsync()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        lock (output)
        {
            output.Enqueue(line.Data);
            if (output.Count > LastLines)
                output.Dequeue();
        }
    }
}
