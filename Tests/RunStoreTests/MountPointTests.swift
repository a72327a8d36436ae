import Testing

@testable import RunStore

@Suite struct MountPointTests {
    private let mounts = """
        /dev/vda / ext4 rw 0 0
        tmpfs /tmp tmpfs rw 0 0
        server:/home /home nfs4 rw 0 0
        /dev/vdb /home/local ext4 rw 0 0
        //server/share /mnt/my\\040share cifs rw 0 0
        """

    @Test(arguments: [
        ("/home/ann/project", true), ("/home", true), ("/home/local/p", false), ("/homes", false), ("/tmp/x", false),
        ("/mnt/my share/p", true),
    ])
    func theNearestMountDecides(path: String, isOnNetwork: Bool) {
        #expect(MountPoint.isOnNetwork(path, mounts: mounts) == isOnNetwork)
    }
}
