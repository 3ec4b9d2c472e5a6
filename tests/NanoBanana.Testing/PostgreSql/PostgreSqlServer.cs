using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace NanoBanana.Testing.PostgreSql;

/// <summary>A PostgreSQL of the tests' own, on loopback, in its own folder; with PgBouncer in transaction mode before it.</summary>
public sealed class PostgreSqlServer
{
    private static readonly Lazy<PostgreSqlServer> Shared = new(Start);

    private readonly string _folder;
    private readonly string _binaries;
    private readonly int _connections;
    private readonly Lazy<int> _bouncer;
    private Process? _remover;

    private PostgreSqlServer(string folder, string binaries, int connections)
    {
        _connections = connections;
        _folder = folder;
        _binaries = binaries;
        Port = FreePort();
        _bouncer = new Lazy<int>(StartBouncer);
    }

    /// <summary>The one that all tests share; each has its own database.</summary>
    public static PostgreSqlServer OfAll => Shared.Value;

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>A server that a test may stop and start.</summary>
    public static PostgreSqlServer Start() => Start(connections: 300);

    /// <summary>A server that a test may stop and start.</summary>
    /// <param name="connections">How many it takes.</param>
    public static PostgreSqlServer Start(int connections)
    {
        var server = new PostgreSqlServer(ServerTools.CreateFolder(), ServerTools.Binaries!, connections);
        server.Run("initdb", "-D", server.Data, "-U", "nanobanana", "--auth=trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8");
        server.Resume();
        server.RemoveWithThisProcess();
        return server;
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Starts it, or starts it again.</summary>
    public void Resume() => Run(
        "pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o", $"-p {Port} -k {_folder} -c listen_addresses=127.0.0.1 -c max_connections={_connections} -c fsync=on", "start");

    /// <summary>Stops it at once, as a crash does.</summary>
    public void Kill() => Run("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");

    /// <summary>A new database; the connection string that leads to it.</summary>
    /// <param name="throughBouncer">By way of PgBouncer.</param>
    public string CreateDatabase(bool throughBouncer)
    {
        var name = "t" + Guid.NewGuid().ToString("N");
        using var connection = new NpgsqlConnection(Text("postgres", Port));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        command.ExecuteNonQuery();
        return Text(name, throughBouncer ? _bouncer.Value : Port);
    }

    /// <summary>The connection string of a database, without a pooler.</summary>
    public string Direct(string text) => new NpgsqlConnectionStringBuilder(text) { Port = Port }.ToString();

    private static string Text(string database, int port) =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "nanobanana", Database = database, Pooling = true, Timeout = 10, NoResetOnClose = true }.ToString();

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private int StartBouncer()
    {
        var port = FreePort();
        var file = Path.Combine(_folder, "pgbouncer.ini");
        File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            * = host=127.0.0.1 port={Port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            max_client_conn = 500
            default_pool_size = 8
            logfile = {_folder}/pgbouncer.log
            pidfile = {_folder}/pgbouncer.pid
            ignore_startup_parameters = extra_float_digits
            """).Replace("* = host=127.0.0.1", "* = host=127.0.0.1 user=nanobanana"));
        ServerTools.RunAsUser(ServerTools.PgBouncer!, "-d", file);
        WaitForListener(port);
        return port;
    }

    // it goes into the background before it listens
    private static void WaitForListener(int port)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                client.Connect(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(30))
            {
                Thread.Yield();
            }
        }
    }

    private void Run(string program, params string[] arguments) => ServerTools.RunAsUser(Path.Combine(_binaries, program), arguments);

    // a test host may be ended before its handlers run: the end of its pipe is seen whatever ends it
    private void RemoveWithThisProcess()
    {
        const string Script = """
            read -r _
            [ ! -f "$1/pgbouncer.pid" ] || kill "$(cat "$1/pgbouncer.pid")"
            folder=$1; shift
            "$@" -D "$folder/data" -m immediate stop
            rm -rf "$folder"
            """;
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", _folder, .. ServerTools.AsUser(Path.Combine(_binaries, "pg_ctl"))])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        _remover = Process.Start(start);
    }
}
