#!/bin/sh
# Starts a trial Asterisk in a container of its own, on 127.0.0.1, with the demo's phones and carrier. Expects this
# folder at /trial/asterisk and asterisk-config/ at /trial/asterisk-config, and the password of the ARI user in
# VIGIE_ARI_PASSWORD.
set -eu
: "${VIGIE_ARI_PASSWORD:?the password of the ARI user}"
ari_port=${VIGIE_TRIAL_ARI_PORT:-8088}
sip_port=${VIGIE_TRIAL_SIP_PORT:-5060}
# The first of 200.
rtp_port=${VIGIE_TRIAL_RTP_PORT:-10000}

# The host's own name must resolve, or Asterisk stalls on looking it up.
getent hosts "$(hostname)" >/dev/null || echo "127.0.0.1 $(hostname)" >>/etc/hosts

instance=/etc/asterisk/instance
# Neither the distribution's configuration nor, in a container that starts again, files that are gone since.
find /etc/asterisk -mindepth 1 ! -name asterisk.conf -delete
mkdir "$instance"
cp -r /trial/asterisk/etc/. /etc/asterisk/
cp -r /trial/asterisk-config /etc/asterisk/vigie
echo "bindport=$ari_port" >"$instance/http.conf"
echo "bind=127.0.0.1:$sip_port" >"$instance/transport.conf"
printf 'rtpstart=%s\nrtpend=%s\n' "$rtp_port" $((rtp_port + 199)) >"$instance/rtp.conf"
# A semicolon would begin a comment.
printf '[vigie](+)\npassword=%s\n' "$(printf %s "$VIGIE_ARI_PASSWORD" | sed 's/;/\\;/g')" >"$instance/ari.conf"

# What it logs is what the container prints.
mkdir -p /var/log/asterisk
ln -sf /dev/stdout /var/log/asterisk/messages
exec asterisk -f
