// a test counts the sockets of its process
[assembly: CollectionBehavior(DisableTestParallelization = true)]
