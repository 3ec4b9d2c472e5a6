using NanoBanana.Fuzz;
using NanoBanana.Fuzz.Corpus;

return args is ["--capture", var file]
    ? await EmulatorCapture.WriteAsync(file)
    : await Campaign.RunAsync(FuzzOptions.Parse(args));
