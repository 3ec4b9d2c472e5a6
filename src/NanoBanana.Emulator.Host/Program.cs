using NanoBanana.Emulation;
using NanoBanana.Emulation.Host;

const int Success = 0, Failure = 1, BadArguments = 2;

if (args.Any(argument => argument is "--help" or "-h" or "-?"))
{
    Console.WriteLine(Arguments.Help);
    return Success;
}

try
{
    using var emulator = GatewayEmulator.Start(Arguments.Read(args));
    Console.WriteLine(Greeting.For(emulator));
    await CtrlC.PressedAsync().ConfigureAwait(false);
    return Success;
}
catch (ArgumentException misunderstood)
{
    Console.Error.WriteLine(misunderstood.Message);
    Console.Error.WriteLine("Try --help.");
    return BadArguments;
}
catch (InvalidOperationException refused)
{
    Console.Error.WriteLine(refused.Message);
    return Failure;
}
